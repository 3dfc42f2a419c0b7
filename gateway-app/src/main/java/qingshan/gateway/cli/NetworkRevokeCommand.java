package qingshan.gateway.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.home.Home;
import qingshan.gateway.network.Network;
import qingshan.gateway.network.install.Programs;

/** {@code ./qingshan network revoke}: makes the certificates of a member of an organization good for nothing. */
@Command(name = "revoke")
final class NetworkRevokeCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(index = "0", paramLabel = "ORGANIZATION", descriptionKey = "organization")
    private String organization = "";

    @Parameters(index = "1", paramLabel = "NAME", descriptionKey = "name")
    private String member = "";

    @Option(names = "--network", paramLabel = "NETWORK", defaultValue = "county", descriptionKey = "network")
    private String name = "county";

    @Spec
    private CommandSpec spec;

    NetworkRevokeCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Network network = Network.of(Home.open(environment), name, () -> Programs.find(environment), _ -> {});
        network.revoke(organization, member);
        spec.commandLine().getOut().println(sentences.say("network.revoked", member, organization));
        return CommandLine.ExitCode.OK;
    }
}
