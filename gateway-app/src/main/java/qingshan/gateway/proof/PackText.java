package qingshan.gateway.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import qingshan.gateway.Sentences;
import qingshan.proof.pack.PackProof;
import qingshan.proof.pack.PackVerdict;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonObject;
import qingshan.rules.lot.Hold;

/** What an export says of packs, in a person's language or as JSON. */
final class PackText {
    private PackText() {}

    /** The verdict on a pack; for a proven one also whether it left the packer, and whether its run is held back. */
    static List<String> lines(PackVerdict pack, Locale locale) {
        Sentences sentences = Sentences.of(PackText.class, "Proof", locale);
        PackProof proof = pack.proof();
        String index = String.valueOf(proof.index());
        if (pack.flaw() != null) {
            String why = sentences.say("audit.pack.flaw." + pack.flaw());
            return List.of(sentences.say("audit.pack.unproven", proof.serial(), index, proof.run(), why));
        }
        List<String> lines = new ArrayList<>();
        lines.add(sentences.say(
                "audit.pack.proven",
                proof.serial(),
                index,
                proof.run(),
                String.valueOf(proof.issued().block())));
        lines.add(sentences.say(pack.dispatched() ? "audit.pack.dispatched" : "audit.pack.waiting"));
        if (pack.hold() != Hold.FREE) {
            lines.add(sentences.say("audit.pack.hold." + pack.hold()));
        }
        return lines;
    }

    /** The same for programs. */
    static JsonArray json(List<PackVerdict> packs) {
        return new JsonArray(packs.stream().map(PackText::json).toList());
    }

    private static Json json(PackVerdict pack) {
        PackProof proof = pack.proof();
        JsonObject json = JsonObject.of("run", proof.run().value())
                .with("index", proof.index())
                .with("serial", proof.serial().value())
                .with("proven", new JsonBoolean(pack.flaw() == null));
        return pack.flaw() != null
                ? json.with("reason", pack.flaw().name())
                : json.with("dispatched", new JsonBoolean(pack.dispatched()))
                        .with("hold", pack.hold().name());
    }
}
