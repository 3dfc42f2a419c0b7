package qingshan.gateway.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import qingshan.gateway.Sentences;
import qingshan.gateway.network.Expiry;
import qingshan.gateway.network.Network;
import qingshan.gateway.network.OtherCode;
import qingshan.gateway.network.ProcessStatus;

/** {@code ./qingshan network status}: how each process of a network does. Exit code 1 unless all run. */
@Command(name = "status")
final class NetworkStatusCommand extends NetworkAction {
    private static final String ROW = "%-26s %-9s %8s %9s %7s %8s  %s";
    private static final long MIB = 1024 * 1024;

    @Parameters(paramLabel = "NETWORK", arity = "0..1", defaultValue = "county", descriptionKey = "network")
    private String name = "county";

    NetworkStatusCommand(Sentences sentences, Map<String, String> environment) {
        super(sentences, environment);
    }

    @Override
    public Integer call() {
        Network network = network(name);
        List<ProcessStatus> processes = network.status();
        if (processes.isEmpty()) {
            say("network.down.already", network.name());
            certificates(network);
            return CommandLine.ExitCode.SOFTWARE;
        }
        print(ROW.formatted((Object[]) text("network.status.head").split("\\|", -1)));
        processes.forEach(process -> print(row(process)));
        boolean all = processes.stream().allMatch(ProcessStatus::isWell);
        boolean supervised = network.isUp();
        say(closing(processes, supervised), network.directory(), network.name());
        List<OtherCode> others = network.otherCode();
        others.forEach(other -> say(
                "network.status.code",
                other.peer(),
                other.runs().isEmpty() ? "-" : other.runs(),
                other.approved().isEmpty() ? "-" : other.approved(),
                other.inForce(),
                network.name()));
        certificates(network);
        return all && supervised && others.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** The sentence that says what to do. */
    private static String closing(List<ProcessStatus> processes, boolean supervised) {
        if (!supervised) {
            return "network.status.alone";
        }
        if (!processes.stream().allMatch(ProcessStatus::begun)) {
            return "network.status.begun";
        }
        if (!processes.stream().allMatch(ProcessStatus::runs)) {
            return "network.status.some";
        }
        return processes.stream().allMatch(ProcessStatus::isWell) ? "network.status.all" : "network.status.hangs";
    }

    /** Until when all of its certificates are good. */
    private void certificates(Network network) {
        Instant now = Instant.now();
        network.firstToEnd()
                .ifPresent(
                        first -> say(key(first, now), first.owner(), NetworkSteps.day(first.until()), network.name()));
    }

    private static String key(Expiry first, Instant now) {
        if (!first.isDue(now)) {
            return "network.status.good";
        }
        return first.isOver(now) ? "network.status.over" : "network.status.due";
    }

    private String row(ProcessStatus process) {
        return ROW.formatted(
                process.service(),
                text(state(process)),
                process.runs() ? process.pid() : "",
                process.runs() ? time(process.up()) : "",
                process.runs() ? process.starts() : "",
                process.residentBytes() == 0 ? "" : process.residentBytes() / MIB,
                process.address()
                        + (process.blocks() < 0 ? "" : "  " + text("network.status.blocks", process.blocks())));
    }

    private static String state(ProcessStatus process) {
        if (process.runs()) {
            return process.silent() ? "network.status.silent" : "network.status.runs";
        }
        return process.begun() ? "network.status.not" : "network.status.never";
    }

    private static String time(Duration up) {
        return "%d:%02d:%02d".formatted(up.toHours(), up.toMinutesPart(), up.toSecondsPart());
    }
}
