package qingshan.gateway.cli;

import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import qingshan.gateway.Sentences;
import qingshan.gateway.network.Network;

/** {@code ./qingshan network up}: brings up a network, or what of it is not up; it stays until {@code network down}. */
@Command(name = "up")
final class NetworkUpCommand extends NetworkAction {
    @Parameters(paramLabel = "TOPOLOGY", arity = "0..1", defaultValue = "county", descriptionKey = "topology")
    private String topology = "county";

    NetworkUpCommand(Sentences sentences, Map<String, String> environment) {
        super(sentences, environment);
    }

    @Override
    public Integer call() {
        long start = System.nanoTime();
        Network network = network(topology);
        String version = network.up();
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        say("network.up", network.name(), seconds, version, network.directory());
        return CommandLine.ExitCode.OK;
    }
}
