package qingshan.gateway.cli;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import qingshan.gateway.Sentences;

/** {@code ./qingshan network backup}: keeps what only one organization has in a file. */
@Command(name = "backup")
final class NetworkBackupCommand extends NetworkAction {
    @Parameters(index = "0", paramLabel = "ORGANIZATION", descriptionKey = "organization")
    private String organization = "";

    @Parameters(index = "1", paramLabel = "FILE", descriptionKey = "file")
    private Path file;

    @Option(names = "--network", paramLabel = "NETWORK", defaultValue = "county", descriptionKey = "network")
    private String name = "county";

    NetworkBackupCommand(Sentences sentences, Map<String, String> environment) {
        super(sentences, environment);
    }

    @Override
    public Integer call() {
        try (Progress progress = progress()) {
            long bytes = network(name).backUp(organization, file, part -> progress.tell(() -> part));
            progress.clear();
            say("network.backed.up", organization, bytes, file);
        }
        return CommandLine.ExitCode.OK;
    }
}
