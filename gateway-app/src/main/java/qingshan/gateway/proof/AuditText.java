package qingshan.gateway.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import qingshan.gateway.Explained;
import qingshan.gateway.Sentences;
import qingshan.proof.AuditResult;
import qingshan.proof.offence.Offence;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonObject;

/** What an audit found, in a person's language or as JSON. */
public final class AuditText {
    private AuditText() {}

    /** A few lines: the verdict, what it rests on, how much was read; or the first offence and its place. */
    public static List<String> lines(AuditResult result, Locale locale) {
        Sentences sentences = Sentences.of(AuditText.class, "Proof", locale);
        List<String> lines = new ArrayList<>();
        Offence offence = result.offence();
        if (offence != null) {
            lines.add(sentence(offence, locale));
            lines.add(place(sentences, offence));
            if (offence.key() != null) {
                lines.add(sentences.say("audit.key", offence.key()));
            }
            lines.add(sentences.say("audit.detail", offence.detail()));
        } else {
            lines.add(sentences.say("audit.verdict." + result.verdict()));
            lines.add(head(sentences, result));
            lines.add(sentences.say(result.rootsTrusted() ? "audit.roots.trusted" : "audit.roots.none"));
        }
        result.packs().forEach(pack -> lines.addAll(PackText.lines(pack, locale)));
        AuditResult.Counts counts = result.counts();
        lines.add(sentences.say(
                "audit.counts",
                counts.blocks(),
                counts.transactions(),
                counts.invalid(),
                counts.events(),
                counts.signatures(),
                counts.keys()));
        result.unjudged().forEach((code, count) -> lines.add(sentences.say("audit.unjudged", count, code)));
        lines.add(sentences.say("audit.amounts"));
        return lines;
    }

    /** Why nothing is shown of an export: its first offence, in one sentence. */
    public static ProofException refusal(Path export, Offence offence) {
        Explained what = locale -> sentence(offence, locale);
        return new ProofException("audit.refused", null, export, what);
    }

    private static String sentence(Offence offence, Locale locale) {
        return Sentences.of(AuditText.class, "Proof", locale).say("audit.offence." + offence.kind());
    }

    private static String head(Sentences sentences, AuditResult result) {
        long last = result.counts().blocks() - 1;
        if (result.knownBlock() < 0) {
            return sentences.say("audit.head.none", result.head());
        }
        return result.knownBlock() == last
                ? sentences.say("audit.head.known", result.head())
                : sentences.say(
                        "audit.head.earlier",
                        String.valueOf(result.knownBlock()),
                        last - result.knownBlock(),
                        result.head());
    }

    private static String place(Sentences sentences, Offence offence) {
        if (offence.block() < 0) {
            return sentences.say("audit.at.export");
        }
        return offence.transaction() < 0
                ? sentences.say("audit.at.block", String.valueOf(offence.block()))
                : sentences.say(
                        "audit.at.transaction",
                        String.valueOf(offence.block()),
                        String.valueOf(offence.transaction()),
                        offence.transactionId());
    }

    /** The same for programs; the members are the same in every language. */
    public static JsonObject json(AuditResult result) {
        AuditResult.Counts counts = result.counts();
        JsonObject json = JsonObject.of("verdict", result.verdict().name())
                .with("head", result.head())
                .with("rootsTrusted", new JsonBoolean(result.rootsTrusted()))
                .with("amounts", "not checked")
                .with("blocks", counts.blocks())
                .with("transactions", counts.transactions())
                .with("invalid", counts.invalid())
                .with("events", counts.events())
                .with("signatures", counts.signatures())
                .with("keys", counts.keys());
        if (result.knownBlock() >= 0) {
            json = json.with("knownBlock", result.knownBlock());
        }
        if (!result.unjudged().isEmpty()) {
            JsonObject unjudged = JsonObject.EMPTY;
            for (Map.Entry<String, Long> code : result.unjudged().entrySet()) {
                unjudged = unjudged.with(code.getKey(), code.getValue());
            }
            json = json.with("unjudged", unjudged);
        }
        if (!result.packs().isEmpty()) {
            json = json.with("packs", PackText.json(result.packs()));
        }
        Offence offence = result.offence();
        if (offence == null) {
            return json;
        }
        JsonObject what = JsonObject.of("kind", offence.kind().name()).with("detail", offence.detail());
        if (offence.block() >= 0) {
            what = what.with("block", offence.block());
        }
        if (offence.transaction() >= 0) {
            what = what.with("transaction", offence.transaction());
        }
        if (offence.transactionId() != null) {
            what = what.with("transactionId", offence.transactionId());
        }
        if (offence.key() != null) {
            what = what.with("key", offence.key());
        }
        return json.with("offence", what);
    }
}
