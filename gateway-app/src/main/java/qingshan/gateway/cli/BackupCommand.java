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
import qingshan.gateway.backup.Backup;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;

/** {@code ./qingshan backup}: keeps ledger, organization data and keys in one file, also while the gateway runs. */
@Command(name = "backup")
final class BackupCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "FILE", descriptionKey = "file")
    private Path file;

    @Spec
    private CommandSpec spec;

    BackupCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Home home = Home.existing(environment);
        try (Database database = Database.open(home, environment);
                Progress progress = new Progress(spec.commandLine().getErr())) {
            Backup.Made made = new Backup(home, database).write(file, part -> progress.tell(() -> part));
            progress.clear();
            spec.commandLine().getOut().println(sentences.say("backup.made", made.blocks(), made.bytes(), file));
        }
        return CommandLine.ExitCode.OK;
    }
}
