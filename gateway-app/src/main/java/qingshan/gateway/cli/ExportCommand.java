package qingshan.gateway.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.LedgerKind;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.proof.Export;
import qingshan.gateway.proof.ProofException;

/** {@code ./qingshan export}: writes the ledger's blocks to a file that anyone can audit. */
@Command(name = "export")
final class ExportCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Sentences sentences;

    @Parameters(paramLabel = "FILE", descriptionKey = "file")
    private Path file;

    @Option(names = "--roots", paramLabel = "FILE")
    private @Nullable Path roots;

    @Spec
    private CommandSpec spec;

    ExportCommand(Map<String, String> environment, Sentences sentences) {
        this.environment = environment;
        this.sentences = sentences;
    }

    @Override
    public Integer call() {
        Sentences texts = Sentences.of(ProofException.class, "Proof", sentences.locale());
        PrintWriter out = spec.commandLine().getOut();
        Home home = Home.existing(environment);
        try (Database database = Database.open(home, environment);
                BlockSource blocks = LedgerKind.of(home).blocks(home, database);
                Progress progress = new Progress(spec.commandLine().getErr())) {
            long all = blocks.height().block() + 1;
            Export export = new Export(blocks);
            Export.Made made =
                    export.write(file, number -> progress.tell(() -> texts.say("export.progress", number + 1, all)));
            progress.clear();
            out.println(texts.say("export.made", made.blocks(), made.bytes(), file));
            out.println(texts.say("export.head", made.head()));
            if (roots != null) {
                export.writeRoots(roots);
                out.println(texts.say("export.roots", roots));
            }
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
