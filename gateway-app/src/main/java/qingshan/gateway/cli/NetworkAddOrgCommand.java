package qingshan.gateway.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import qingshan.gateway.Sentences;
import qingshan.gateway.network.Network;
import qingshan.gateway.network.Newcomer;

/** {@code ./qingshan network add-org}: takes an organization with a peer of its own into a network that runs. */
@Command(name = "add-org")
final class NetworkAddOrgCommand extends NetworkAction {
    @Parameters(paramLabel = "ORGANIZATION", descriptionKey = "organization")
    private String organization = "";

    @Option(names = "--network", paramLabel = "NETWORK", defaultValue = "county", descriptionKey = "network")
    private String name = "county";

    @Option(names = "--msp-id", paramLabel = "ID", descriptionKey = "msp-id")
    private @Nullable String mspId;

    @Option(names = "--port", paramLabel = "PORT", descriptionKey = "port")
    private @Nullable Integer port;

    NetworkAddOrgCommand(Sentences sentences, Map<String, String> environment) {
        super(sentences, environment);
    }

    @Override
    public Integer call() {
        Network network = network(name);
        network.add(new Newcomer(organization, mspId, port));
        say("network.added", organization, network.name());
        return CommandLine.ExitCode.OK;
    }
}
