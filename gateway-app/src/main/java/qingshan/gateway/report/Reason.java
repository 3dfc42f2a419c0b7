package qingshan.gateway.report;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.JsonString;

/** Why a row was refused and what to do about it, in the reader's words. */
final class Reason {
    private final Sentences sentences;
    private final Sentences refusals;

    Reason(Locale locale) {
        this.sentences = Sentences.of(Reason.class, "Reasons", locale);
        this.refusals = Sentences.of(Sentences.class, "Refusals", locale);
    }

    /** A few words for a code. */
    String why(String code) {
        return sentences.say("why." + code);
    }

    /** What to do about a code. */
    String cure(String code) {
        return refusals.say(code + ".cure");
    }

    /** Which weights did not suffice, if the refusal says; else empty. */
    String grams(String detail) {
        JsonObject members = JsonParser.object(detail);
        String asked = kg(members, "askedGrams");
        String held = kg(members, "heldGrams");
        String there = held == null ? kg(members, "leftGrams") : held;
        if (asked == null || there == null) {
            return "";
        }
        String text = sentences.say("grams.short", asked, there);
        String frozen = kg(members, "frozenGrams");
        String recalled = kg(members, "recalledGrams");
        return text
                + (frozen == null ? "" : sentences.say("grams.frozen", frozen))
                + (recalled == null ? "" : sentences.say("grams.recalled", recalled));
    }

    /** All that a refusal says beside its code, member by member; empty if nothing. */
    String detail(String detail) {
        return JsonParser.object(detail).members().entrySet().stream()
                .map(member -> member.getKey() + " "
                        + (member.getValue() instanceof JsonString text
                                ? text.value()
                                : CanonicalJson.write(member.getValue())))
                .collect(Collectors.joining(sentences.say("detail.and")));
    }

    private static @Nullable String kg(JsonObject members, String name) {
        return members.get(name) instanceof JsonInteger grams ? Units.readKg(BigDecimal.valueOf(grams.value())) : null;
    }
}
