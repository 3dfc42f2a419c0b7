package qingshan.gateway.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.home.Home;
import qingshan.gateway.network.Network;
import qingshan.gateway.network.Newcomer;
import qingshan.gateway.network.install.Programs;

/** {@code ./qingshan network add-org}: takes an organization with a peer of its own into a network that runs. */
@Command(name = "add-org")
final class NetworkAddOrgCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "ORGANIZATION", descriptionKey = "organization")
    private String organization = "";

    @Option(names = "--network", paramLabel = "NETWORK", defaultValue = "county", descriptionKey = "network")
    private String name = "county";

    @Option(names = "--msp-id", paramLabel = "ID", descriptionKey = "msp-id")
    private @Nullable String mspId;

    @Option(names = "--port", paramLabel = "PORT", descriptionKey = "port")
    private @Nullable Integer port;

    @Spec
    private CommandSpec spec;

    NetworkAddOrgCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Network network = Network.of(
                Home.open(environment),
                name,
                () -> Programs.find(environment),
                new NetworkSteps(spec.commandLine().getErr(), sentences));
        Newcomer newcomer = new Newcomer(organization, mspId, port);
        network.add(newcomer);
        spec.commandLine().getOut().println(sentences.say("network.added", organization, network.name()));
        return CommandLine.ExitCode.OK;
    }
}
