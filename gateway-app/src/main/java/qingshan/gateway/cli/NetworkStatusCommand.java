package qingshan.gateway.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.home.Home;
import qingshan.gateway.network.Network;
import qingshan.gateway.network.ProcessStatus;
import qingshan.gateway.network.install.Programs;

/** {@code ./qingshan network status}: how each process of a network does. Exit code 1 unless all run. */
@Command(name = "status")
final class NetworkStatusCommand implements Callable<Integer> {
    private static final String ROW = "%-26s %-8s %8s %9s %7s %8s  %s";
    private static final long MIB = 1024 * 1024;

    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "NETWORK", arity = "0..1", defaultValue = "county", descriptionKey = "network")
    private String name = "county";

    @Spec
    private CommandSpec spec;

    NetworkStatusCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Network network = Network.of(Home.open(environment), name, () -> Programs.find(environment), _ -> {});
        List<ProcessStatus> processes = network.status();
        if (processes.isEmpty()) {
            out.println(sentences.say("network.down.already", network.name()));
            return CommandLine.ExitCode.SOFTWARE;
        }
        out.println(
                ROW.formatted((Object[]) sentences.say("network.status.head").split("\\|", -1)));
        processes.forEach(process -> out.println(row(process)));
        boolean all = processes.stream().allMatch(ProcessStatus::runs);
        out.println(sentences.say(all ? "network.status.all" : "network.status.some", network.directory()));
        return all ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private String row(ProcessStatus process) {
        return ROW.formatted(
                process.service(),
                sentences.say(process.runs() ? "network.status.runs" : "network.status.not"),
                process.runs() ? process.pid() : "",
                process.runs() ? time(process.up()) : "",
                process.runs() ? process.starts() : "",
                process.residentBytes() == 0 ? "" : process.residentBytes() / MIB,
                process.address()
                        + (process.blocks() < 0
                                ? ""
                                : "  " + sentences.say("network.status.blocks", process.blocks())));
    }

    private static String time(Duration up) {
        return "%d:%02d:%02d".formatted(up.toHours(), up.toMinutesPart(), up.toSecondsPart());
    }
}
