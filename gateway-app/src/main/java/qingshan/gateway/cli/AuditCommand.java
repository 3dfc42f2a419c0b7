package qingshan.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.proof.AuditText;
import qingshan.gateway.proof.ProofException;
import qingshan.proof.AuditOptions;
import qingshan.proof.AuditResult;
import qingshan.rules.json.CanonicalJson;

/** {@code ./qingshan audit}: proves an export, or names the first thing that is wrong with it. Needs no ledger. */
@Command(name = "audit")
final class AuditCommand implements Callable<Integer> {
    private final Sentences sentences;

    @Parameters(paramLabel = "FILE", descriptionKey = "file")
    private Path file;

    @Option(names = "--head", paramLabel = "HASH")
    private @Nullable String head;

    @Option(names = "--trust", paramLabel = "FILE")
    private @Nullable Path trust;

    @Option(names = "--json")
    private boolean json;

    @Spec
    private CommandSpec spec;

    AuditCommand(Sentences sentences) {
        this.sentences = sentences;
    }

    @Override
    public Integer call() {
        Sentences texts = Sentences.of(ProofException.class, "Proof", sentences.locale());
        PrintWriter out = spec.commandLine().getOut();
        AuditOptions options = AuditOptions.at(Instant.now());
        if (head != null) {
            try {
                options = options.withHead(head);
            } catch (IllegalArgumentException e) {
                spec.commandLine().getErr().println(texts.say("audit.head.bad", head));
                return CommandLine.ExitCode.USAGE;
            }
        }
        if (trust != null) {
            options = trusting(options, trust);
        }
        AuditResult result =
                ExportAudit.run(file, options, sentences, spec.commandLine().getErr());
        if (json) {
            out.println(CanonicalJson.write(AuditText.json(result)));
        } else {
            AuditText.lines(result, sentences.locale()).forEach(out::println);
        }
        out.flush();
        return result.offence() == null ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static AuditOptions trusting(AuditOptions options, Path roots) {
        try {
            return options.withTrust(Files.readAllBytes(roots));
        } catch (IOException | IllegalArgumentException e) {
            throw new ProofException("audit.trust.bad", e, roots);
        }
    }
}
