package qingshan.gateway.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import qingshan.gateway.Sentences;
import qingshan.gateway.network.Network;

/** {@code ./qingshan network reset}: removes a network with all that it keeps. */
@Command(name = "reset")
final class NetworkResetCommand extends NetworkAction {
    @Parameters(paramLabel = "NETWORK", arity = "1", descriptionKey = "network")
    private String name = "";

    @Option(names = "--yes")
    private boolean yes;

    NetworkResetCommand(Sentences sentences, Map<String, String> environment) {
        super(sentences, environment);
    }

    @Override
    public Integer call() {
        Network network = network(name);
        if (!yes) {
            complain("network.reset.yes", network.name(), network.directory());
            return CommandLine.ExitCode.USAGE;
        }
        network.reset();
        say("network.reset", network.name());
        return CommandLine.ExitCode.OK;
    }
}
