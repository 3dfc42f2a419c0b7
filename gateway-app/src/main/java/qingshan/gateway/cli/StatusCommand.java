package qingshan.gateway.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.home.Home;
import qingshan.gateway.operator.GatewayLedger;
import qingshan.gateway.operator.RunningFile;

/** {@code ./qingshan status}: whether the home's gateway runs, and how it does. Exit code 1 while it does not. */
@Command(name = "status")
final class StatusCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    StatusCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<RunningFile> running =
                Home.isThere(environment) ? RunningFile.read(Home.open(environment)) : Optional.empty();
        Optional<GatewayLedger.Status> status = running.flatMap(GatewayLedger::status);
        if (running.isEmpty() || status.isEmpty()) {
            out.println(sentences.say("stop.none"));
            return CommandLine.ExitCode.SOFTWARE;
        }
        out.println(sentences.say(
                status.get().ready() ? "status.ready" : "status.away",
                running.get().url(),
                String.valueOf(running.get().pid()),
                status.get().rows() + 1));
        if (status.get().pending() > 0) {
            out.println(sentences.say("status.pending", status.get().pending()));
        }
        return status.get().ready() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
