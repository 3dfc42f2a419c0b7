package qingshan.gateway.cli;

import java.nio.file.Path;
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
import qingshan.gateway.network.OrganizationBackup;

/** {@code ./qingshan network restore}: brings an organization back into a network that is down. */
@Command(name = "restore")
final class NetworkRestoreCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "FILE", descriptionKey = "file")
    private Path file;

    @Spec
    private CommandSpec spec;

    NetworkRestoreCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Progress progress = new Progress(spec.commandLine().getErr())) {
            OrganizationBackup.Restored restored =
                    Network.restore(Home.open(environment), file, part -> progress.tell(() -> part));
            progress.clear();
            spec.commandLine()
                    .getOut()
                    .println(sentences.say("network.restored", restored.organization(), restored.network()));
        }
        return CommandLine.ExitCode.OK;
    }
}
