package qingshan.gateway.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import qingshan.gateway.Sentences;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonString;

/** Writes the values of a refusal as people of a language read them, by what their members are called. */
final class Told {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}|.*/[0-9a-f-]{32,36}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Told() {}

    /** Whether it is a name that the ledger made, and people do not know. */
    static boolean isId(Json value) {
        return value instanceof JsonString(String text) && ID.matcher(text).matches();
    }

    /** A value: weights with their unit, times as they are in China, states in words. */
    static String of(String name, Json value, Show show) {
        return switch (value) {
            case JsonInteger(long grams) when name.endsWith("Grams") -> show.weight(grams);
            case JsonInteger(long number) -> show.count(number);
            case JsonString(String text)
            when name.endsWith("At") -> orElse(text, () -> show.moment(Instant.parse(text)));
            case JsonString(String text)
            when DAY.matcher(text).matches() -> orElse(text, () -> show.date(LocalDate.parse(text)));
            case JsonString(String text) -> word(text, show);
            default -> CanonicalJson.write(value);
        };
    }

    private static String word(String text, Show show) {
        Sentences texts = Sentences.of(Told.class, "Web", show.language().locale());
        String key = "word." + text.replace(' ', '-');
        return texts.bundle().containsKey(key) ? texts.say(key) : text;
    }

    private static String orElse(String text, Supplier<String> written) {
        try {
            return written.get();
        } catch (DateTimeException e) {
            return text;
        }
    }
}
