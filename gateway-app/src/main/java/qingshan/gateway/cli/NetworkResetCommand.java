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

/** {@code ./qingshan network reset}: removes a network with all that it keeps. */
@Command(name = "reset")
final class NetworkResetCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "NETWORK", arity = "1", descriptionKey = "network")
    private String name = "";

    @Option(names = "--yes")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    NetworkResetCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Network network = Network.of(Home.open(environment), name, () -> Programs.find(environment), _ -> {});
        if (!yes) {
            spec.commandLine()
                    .getErr()
                    .println(sentences.say("network.reset.yes", network.name(), network.directory()));
            return CommandLine.ExitCode.USAGE;
        }
        network.reset();
        spec.commandLine().getOut().println(sentences.say("network.reset", network.name()));
        return CommandLine.ExitCode.OK;
    }
}
