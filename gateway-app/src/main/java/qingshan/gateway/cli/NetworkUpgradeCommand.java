package qingshan.gateway.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import qingshan.gateway.Sentences;
import qingshan.gateway.network.Network;

/** {@code ./qingshan network upgrade}: brings this program's own version of the contracts into force on a network. */
@Command(name = "upgrade")
final class NetworkUpgradeCommand extends NetworkAction {
    @Parameters(paramLabel = "NETWORK", arity = "0..1", defaultValue = "county", descriptionKey = "network")
    private String name = "county";

    NetworkUpgradeCommand(Sentences sentences, Map<String, String> environment) {
        super(sentences, environment);
    }

    @Override
    public Integer call() {
        Network network = network(name);
        Optional<String> version = network.upgrade(List.of());
        print(version.map(now -> text("network.upgraded", network.name(), now))
                .orElseGet(() -> text("network.upgraded.already", network.name())));
        return CommandLine.ExitCode.OK;
    }
}
