package qingshan.gateway.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import qingshan.gateway.Sentences;
import qingshan.gateway.network.Network;

/** {@code ./qingshan network down}: ends a network's processes; all that it knows stays. */
@Command(name = "down")
final class NetworkDownCommand extends NetworkAction {
    @Parameters(paramLabel = "NETWORK", arity = "0..1", defaultValue = "county", descriptionKey = "network")
    private String name = "county";

    NetworkDownCommand(Sentences sentences, Map<String, String> environment) {
        super(sentences, environment);
    }

    @Override
    public Integer call() {
        Network network = network(name);
        say(network.down() ? "network.down" : "network.down.already", network.name());
        return CommandLine.ExitCode.OK;
    }
}
