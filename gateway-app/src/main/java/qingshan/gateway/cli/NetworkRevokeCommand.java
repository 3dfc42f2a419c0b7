package qingshan.gateway.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import qingshan.gateway.Sentences;

/** {@code ./qingshan network revoke}: makes the certificates of a member of an organization good for nothing. */
@Command(name = "revoke")
final class NetworkRevokeCommand extends NetworkAction {
    @Parameters(index = "0", paramLabel = "ORGANIZATION", descriptionKey = "organization")
    private String organization = "";

    @Parameters(index = "1", paramLabel = "NAME", descriptionKey = "name")
    private String member = "";

    @Option(names = "--network", paramLabel = "NETWORK", defaultValue = "county", descriptionKey = "network")
    private String name = "county";

    NetworkRevokeCommand(Sentences sentences, Map<String, String> environment) {
        super(sentences, environment);
    }

    @Override
    public Integer call() {
        network(name).revoke(organization, member);
        say("network.revoked", member, organization);
        return CommandLine.ExitCode.OK;
    }
}
