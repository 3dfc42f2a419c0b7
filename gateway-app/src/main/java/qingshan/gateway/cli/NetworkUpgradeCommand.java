package qingshan.gateway.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** {@code ./qingshan network upgrade}: brings this program's own version of the contracts into force on a network. */
@Command(name = "upgrade")
final class NetworkUpgradeCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "NETWORK", arity = "0..1", defaultValue = "county", descriptionKey = "network")
    private String name = "county";

    @Spec
    private CommandSpec spec;

    NetworkUpgradeCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Network network = Network.of(Home.open(environment), name, () -> Programs.find(environment), _ -> {});
        Optional<String> version = network.upgrade(List.of());
        spec.commandLine()
                .getOut()
                .println(version.map(now -> sentences.say("network.upgraded", network.name(), now))
                        .orElseGet(() -> sentences.say("network.upgraded.already", network.name())));
        return CommandLine.ExitCode.OK;
    }
}
