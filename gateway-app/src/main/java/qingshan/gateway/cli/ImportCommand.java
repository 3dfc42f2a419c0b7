package qingshan.gateway.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.home.Home;
import qingshan.gateway.report.Report;
import qingshan.gateway.report.ReportFiles;
import qingshan.gateway.season.SeasonException;
import qingshan.gateway.season.SeasonFault;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.gateway.season.load.Actors;
import qingshan.gateway.season.load.SeasonImport;
import qingshan.rules.value.Digest;

/** {@code ./qingshan import}: brings a season onto the ledger and reports what became of each row. */
@Command(name = "import")
final class ImportCommand implements Callable<Integer> {
    private final Sentences sentences;

    @Parameters(paramLabel = "DIR", arity = "0..1", descriptionKey = "directory")
    private @Nullable Path directory;

    @Option(names = "--report", paramLabel = "FILE")
    private @Nullable Path report;

    @Spec
    private CommandSpec spec;

    ImportCommand(Sentences sentences) {
        this.sentences = sentences;
    }

    @Override
    public Integer call() {
        if (report != null) {
            try {
                ReportFiles.check(report);
            } catch (SeasonException wrong) {
                if (wrong.fault() != SeasonFault.REPORT_ENDING) {
                    throw wrong;
                }
                spec.commandLine().getErr().println(wrong.sentence(sentences.locale()));
                return CommandLine.ExitCode.USAGE;
            }
        }
        // what is wrong with the files is told before anything is started
        SeasonFiles files = SeasonFiles.open(directory == null ? demo(Home.open(System.getenv())) : directory);
        try (LocalLedger local = LocalLedger.open("import", System.getenv());
                Progress progress = new Progress(spec.commandLine().getErr())) {
            Actors actors = new Actors(local.importer(), local.registrar());
            Digest run = new SeasonImport(
                            local.database().source(),
                            local.ledger(),
                            actors,
                            InstantSource.system(),
                            new ImportProgress(progress, sentences))
                    .run(files);
            new Follower(local.database().source()).catchUp(local.ledger());
            progress.clear();
            report(local, run);
        }
        return CommandLine.ExitCode.OK;
    }

    private void report(LocalLedger local, Digest run) {
        try (Report found = Report.of(local.database().source(), run)) {
            ReportFiles forms = new ReportFiles(found, sentences.locale());
            forms.text(spec.commandLine().getOut());
            if (report != null) {
                forms.write(report);
                spec.commandLine().getOut().println();
                spec.commandLine().getOut().println(sentences.say("import.written", report));
            }
        }
    }

    /** A small season to look at, made once. */
    private Path demo(Home home) {
        Path demo = home.path().resolve("demo-season");
        if (!Files.exists(demo)) {
            spec.commandLine().getErr().println(sentences.say("import.demo", demo));
            SeasonGenerator.write(demo, SeasonPlan.SMALL);
        }
        return demo;
    }
}
