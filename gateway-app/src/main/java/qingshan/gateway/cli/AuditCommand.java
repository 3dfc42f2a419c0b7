package qingshan.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.Trouble;
import qingshan.gateway.proof.AuditText;
import qingshan.gateway.proof.ProofException;
import qingshan.proof.AuditOptions;
import qingshan.proof.AuditResult;
import qingshan.proof.pack.PackProof;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonString;

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

    @Option(names = "--pack", paramLabel = "FILE")
    private List<Path> packs = new ArrayList<>();

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
        List<PackProof> proofs = new ArrayList<>();
        Map<Path, ProofException> unread = new LinkedHashMap<>();
        for (Path pack : packs) {
            try {
                proofs.add(pack(pack));
            } catch (ProofException e) {
                unread.put(pack, e); // it says nothing against the export, nor of the other packs
            }
        }
        options = options.withPacks(proofs);
        AuditResult result =
                ExportAudit.run(file, options, sentences, spec.commandLine().getErr());
        if (json) {
            JsonObject said = AuditText.json(result);
            out.println(CanonicalJson.write(unread.isEmpty() ? said : said.with("unread", files(unread.keySet()))));
        } else {
            AuditText.lines(result, sentences.locale()).forEach(out::println);
        }
        out.flush();
        unread.values().forEach(bad -> spec.commandLine().getErr().println(bad.sentence(sentences.locale())));
        return result.isGood() && unread.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static JsonArray files(Set<Path> files) {
        return new JsonArray(files.stream()
                .<Json>map(file -> new JsonString(file.toString()))
                .toList());
    }

    private static AuditOptions trusting(AuditOptions options, Path roots) {
        try {
            return options.withTrust(Files.readAllBytes(roots));
        } catch (IOException | IllegalArgumentException e) {
            throw new ProofException("audit.trust.bad", e, roots);
        }
    }

    private static PackProof pack(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return PackProof.read(in.readNBytes(PackProof.BYTES_MAX + 1));
        } catch (IOException e) {
            throw new ProofException("audit.pack.unreadable", e, file, Trouble.of(e));
        } catch (Refusal e) {
            if (e.detail().get("character") instanceof JsonInteger at) {
                throw new ProofException("audit.pack.json", e, file, at.value());
            }
            String member = e.code() == Code.MALFORMED_JSON ? null : e.detail().text("field");
            throw member == null || member.isEmpty()
                    ? new ProofException("audit.pack.bad", e, file)
                    : new ProofException("audit.pack.member", e, file, member);
        }
    }
}
