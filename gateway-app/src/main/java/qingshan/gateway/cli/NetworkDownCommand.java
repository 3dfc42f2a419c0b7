package qingshan.gateway.cli;

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

/** {@code ./qingshan network down}: ends a network's processes; all that it knows stays. */
@Command(name = "down")
final class NetworkDownCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "NETWORK", arity = "0..1", defaultValue = "county", descriptionKey = "network")
    private String name = "county";

    @Spec
    private CommandSpec spec;

    NetworkDownCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Network network = Network.of(Home.open(environment), name, () -> Programs.find(environment), _ -> {});
        boolean ran = network.down();
        spec.commandLine()
                .getOut()
                .println(sentences.say(ran ? "network.down" : "network.down.already", network.name()));
        return CommandLine.ExitCode.OK;
    }
}
