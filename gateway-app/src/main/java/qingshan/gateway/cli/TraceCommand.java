package qingshan.gateway.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
import qingshan.gateway.follower.Follower;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.LedgerKind;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.proof.AuditText;
import qingshan.gateway.trace.ExportGraph;
import qingshan.gateway.trace.Names;
import qingshan.gateway.trace.OwnNames;
import qingshan.gateway.trace.RecordGraph;
import qingshan.gateway.trace.SqlGraph;
import qingshan.gateway.trace.Trace;
import qingshan.gateway.trace.TraceException;
import qingshan.gateway.trace.TraceText;
import qingshan.gateway.trace.Tracer;
import qingshan.proof.AuditOptions;
import qingshan.proof.AuditResult;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Records;

/** {@code ./qingshan trace}: a pack, run, batch, lot or card back to its plots and growers and forward to its packs. */
@Command(name = "trace")
final class TraceCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "ID", descriptionKey = "id")
    private String id;

    @Option(names = "--from", paramLabel = "EXPORT")
    private @Nullable Path from;

    @Option(names = "--json")
    private boolean json;

    @Option(names = "--full")
    private boolean full;

    @Spec
    private CommandSpec spec;

    TraceCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (from == null) {
            Home home = Home.existing(environment);
            try (Database database = Database.open(home, environment);
                    BlockSource blocks = LedgerKind.of(home).blocks(home, database)) {
                new Follower(database.source()).catchUp(blocks);
                return trace(SqlGraph.open(database.source()), OwnNames.open(database.source()));
            }
        }
        RecordGraph graph = proven(from);
        if (!Home.isThere(environment)) {
            return trace(graph, Names.NONE);
        }
        try (Database database = Database.open(Home.open(environment), environment)) {
            return trace(graph, OwnNames.open(database.source()));
        }
    }

    /** What an export says, once an audit holds: who stands behind a fact is shown of proven facts alone. */
    private RecordGraph proven(Path export) {
        AuditResult result = ExportAudit.run(
                export,
                AuditOptions.at(Instant.now()),
                sentences,
                spec.commandLine().getErr());
        if (result.offence() != null) {
            throw AuditText.refusal(export, result.offence());
        }
        return ExportGraph.read(export);
    }

    private int trace(RecordGraph opened, Names known) {
        try (RecordGraph graph = opened;
                Names names = known) {
            Tracer tracer = new Tracer(graph, names);
            List<Trace.Subject> found = tracer.find(id);
            if (found.isEmpty()) {
                throw TraceException.unknown(id);
            }
            if (found.size() > 1) {
                PrintWriter err = spec.commandLine().getErr();
                err.println(TraceException.ambiguous(id).sentence(sentences.locale()));
                found.forEach(subject -> err.println(TraceText.candidate(subject, sentences.locale())));
                return CommandLine.ExitCode.SOFTWARE;
            }
            Trace trace = tracer.trace(found.getFirst());
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(CanonicalJson.write(Records.write(trace, Trace.class)));
            } else {
                TraceText.write(trace, sentences.locale(), full, out);
            }
            return CommandLine.ExitCode.OK;
        }
    }
}
