package qingshan.gateway.cli;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import qingshan.gateway.Sentences;
import qingshan.gateway.network.Network;
import qingshan.gateway.network.OrganizationBackup;

/** {@code ./qingshan network restore}: brings an organization back into a network that is down. */
@Command(name = "restore")
final class NetworkRestoreCommand extends NetworkAction {
    @Parameters(paramLabel = "FILE", descriptionKey = "file")
    private Path file;

    NetworkRestoreCommand(Sentences sentences, Map<String, String> environment) {
        super(sentences, environment);
    }

    @Override
    public Integer call() {
        try (Progress progress = progress()) {
            OrganizationBackup.Restored restored = Network.restore(home(), file, part -> progress.tell(() -> part));
            progress.clear();
            say("network.restored", restored.organization(), restored.network());
        }
        return CommandLine.ExitCode.OK;
    }
}
