package qingshan.gateway.cli;

import java.nio.file.Path;
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

/** {@code ./qingshan network backup}: keeps what only one organization has in a file. */
@Command(name = "backup")
final class NetworkBackupCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(index = "0", paramLabel = "ORGANIZATION", descriptionKey = "organization")
    private String organization = "";

    @Parameters(index = "1", paramLabel = "FILE", descriptionKey = "file")
    private Path file;

    @Option(names = "--network", paramLabel = "NETWORK", defaultValue = "county", descriptionKey = "network")
    private String name = "county";

    @Spec
    private CommandSpec spec;

    NetworkBackupCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Network network = Network.of(Home.open(environment), name, () -> Programs.find(environment), _ -> {});
        try (Progress progress = new Progress(spec.commandLine().getErr())) {
            long bytes = network.backUp(organization, file, part -> progress.tell(() -> part));
            progress.clear();
            spec.commandLine().getOut().println(sentences.say("network.backed.up", organization, bytes, file));
        }
        return CommandLine.ExitCode.OK;
    }
}
