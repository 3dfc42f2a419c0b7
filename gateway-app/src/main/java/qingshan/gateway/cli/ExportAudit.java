package qingshan.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import qingshan.gateway.Sentences;
import qingshan.gateway.Trouble;
import qingshan.gateway.proof.ProofException;
import qingshan.proof.Audit;
import qingshan.proof.AuditOptions;
import qingshan.proof.AuditResult;

/** Audits a file for a command, which tells how far it is. */
final class ExportAudit {
    private static final long PERCENT = 100;

    private ExportAudit() {}

    /**
     * Audits an export.
     *
     * @throws ProofException if the file cannot be read
     */
    static AuditResult run(Path file, AuditOptions options, Sentences sentences, PrintWriter err) {
        Sentences texts = Sentences.of(ProofException.class, "Proof", sentences.locale());
        try (Progress progress = new Progress(err)) {
            long all = Math.max(1, Files.size(file));
            return Audit.run(
                    file,
                    options.withProgress(
                            bytes -> progress.tell(() -> texts.say("audit.progress", bytes * PERCENT / all))));
        } catch (IOException e) {
            throw new ProofException("audit.unreadable", e, file, Trouble.of(e));
        }
    }
}
