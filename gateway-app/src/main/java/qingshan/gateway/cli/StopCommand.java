package qingshan.gateway.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.home.Home;
import qingshan.gateway.operator.GatewayLedger;
import qingshan.gateway.operator.OperatorException;
import qingshan.gateway.operator.RunningFile;

/** {@code ./qingshan stop}: ends the home's gateway and waits until it has ended. */
@Command(name = "stop")
final class StopCommand implements Callable<Integer> {
    private static final Duration MAX = Duration.ofSeconds(60);

    private final Sentences sentences;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    StopCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<RunningFile> running =
                Home.isThere(environment) ? RunningFile.read(Home.open(environment)) : Optional.empty();
        if (running.isEmpty() || !GatewayLedger.answers(running.get())) {
            spec.commandLine().getOut().println(sentences.say("stop.none"));
            return CommandLine.ExitCode.OK;
        }
        GatewayLedger.stop(running.get());
        Optional<ProcessHandle> process = ProcessHandle.of(running.get().pid());
        if (process.isPresent()) {
            try {
                process.get().onExit().get(MAX.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                throw OperatorException.of("still", e, running.get().pid());
            }
        }
        spec.commandLine().getOut().println(sentences.say("stop.done"));
        return CommandLine.ExitCode.OK;
    }
}
