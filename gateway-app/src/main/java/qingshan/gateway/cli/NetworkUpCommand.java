package qingshan.gateway.cli;

import java.io.PrintWriter;
import java.time.Duration;
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
import qingshan.gateway.network.install.Programs;

/** {@code ./qingshan network up}: brings up a network, or what of it is not up; it stays until {@code network down}. */
@Command(name = "up")
final class NetworkUpCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "TOPOLOGY", arity = "0..1", defaultValue = "county", descriptionKey = "topology")
    private String topology = "county";

    @Spec
    private CommandSpec spec;

    NetworkUpCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        long start = System.nanoTime();
        Network network = Network.of(
                Home.open(environment),
                topology,
                () -> Programs.find(environment),
                new NetworkSteps(spec.commandLine().getErr(), sentences));
        String version = network.up();
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        out.println(sentences.say("network.up", network.name(), seconds, version, network.directory()));
        return CommandLine.ExitCode.OK;
    }
}
