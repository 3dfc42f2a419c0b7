package qingshan.gateway.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.follower.BackgroundFollower;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.LedgerKind;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.report.Report;
import qingshan.gateway.report.ReportFiles;
import qingshan.gateway.season.SeasonException;
import qingshan.gateway.season.SeasonFault;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.gateway.season.dry.DryLedger;
import qingshan.gateway.season.dry.ThrowAway;
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

    @Option(names = "--dry-run")
    private boolean dryRun;

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
        try (Progress progress = new Progress(spec.commandLine().getErr())) {
            ImportProgress told = new ImportProgress(progress, sentences);
            if (dryRun) {
                decideOnly(files, told, progress);
            } else {
                bring(files, told, progress);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void bring(SeasonFiles files, ImportProgress told, Progress progress) {
        try (LocalLedger local = LocalLedger.open("import", System.getenv())) {
            Actors actors = new Actors(local.importer(), local.registrar());
            DataSource source = local.database().source();
            Follower follower = new Follower(source);
            Digest run;
            try (BackgroundFollower _ = BackgroundFollower.of(follower, local.ledger())) {
                run = new SeasonImport(source, local.ledger(), actors, InstantSource.system(), told).run(files);
            }
            follower.catchUp(local.ledger());
            progress.clear();
            report(source, run);
        }
    }

    /** Decides everything as it would be decided now, reports, and keeps nothing of it. */
    private void decideOnly(SeasonFiles files, ImportProgress told, Progress progress) {
        Home home = Home.open(System.getenv());
        try (Database database = Database.open(home, System.getenv());
                BlockSource blocks = LedgerKind.of(home).blocks(home, database)) {
            Position height = new Follower(database.source()).catchUp(blocks);
            try (ThrowAway transaction = ThrowAway.begin(database.source())) {
                Digest run;
                try (DryLedger ledger = new DryLedger(transaction, height, InstantSource.system())) {
                    Actors actors = new Actors(DryLedger.IMPORTER, DryLedger.REGISTRAR);
                    run = new SeasonImport(transaction, ledger, actors, InstantSource.system(), told).run(files);
                }
                progress.clear();
                spec.commandLine().getOut().println(sentences.say("import.dry"));
                report(transaction, run);
            }
        }
    }

    private void report(DataSource source, Digest run) {
        try (Report found = Report.of(source, run)) {
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
            SeasonGenerator.writeWhole(demo, home.path().resolve("demo-season.new"), SeasonPlan.SMALL);
        }
        return demo;
    }
}
