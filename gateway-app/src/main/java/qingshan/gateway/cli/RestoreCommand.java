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
import qingshan.gateway.backup.Restore;
import qingshan.gateway.home.Home;

/** {@code ./qingshan restore}: makes the home of a backup. */
@Command(name = "restore")
final class RestoreCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "FILE", descriptionKey = "file")
    private Path file;

    @Spec
    private CommandSpec spec;

    RestoreCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path home = Home.place(environment);
        try (Progress progress = new Progress(spec.commandLine().getErr())) {
            long blocks = new Restore(file, part -> progress.tell(() -> part)).run(home, environment);
            progress.clear();
            spec.commandLine().getOut().println(sentences.say("restore.done", blocks, home));
        }
        return CommandLine.ExitCode.OK;
    }
}
