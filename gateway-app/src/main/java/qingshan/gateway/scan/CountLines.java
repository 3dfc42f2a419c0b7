package qingshan.gateway.scan;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import qingshan.gateway.Sentences;
import qingshan.gateway.web.Language;

/** How often a code was asked for, as the page says it. */
@Singleton
final class CountLines {
    /** Looked up once: finding a bundle takes longer than the rest of a page. */
    private final Map<Language, Sentences> texts = new EnumMap<>(Language.class);

    private final Map<Language, byte[]> first = new EnumMap<>(Language.class);

    CountLines() {
        for (Language language : Language.values()) {
            Sentences t = Sentences.of(ScanTexts.class, "Scan", language.locale());
            texts.put(language, t);
            first.put(language, line("", t.say("count.first"), ""));
        }
    }

    /**
     * The lines.
     *
     * @param often from how many times on it is unusual
     * @param story of the pack, beside whose days they stand
     */
    byte[] of(Scans.Tally tally, int often, Language language, Story story) {
        if (tally.count() <= 1) {
            return Objects.requireNonNull(first.get(language));
        }
        Sentences t = Objects.requireNonNull(texts.get(language));
        String again = t.say("count.again", tally.count(), story.show(language).minute(tally.first()));
        return tally.count() < often
                ? line("", again, t.say("count.copy"))
                : line("doubt", again, t.say("count.often") + t.say("count.copy"));
    }

    private static byte[] line(String kind, String what, String hint) {
        return ("<p class=\"count " + kind + "\"><strong>" + what + "</strong>"
                        + (hint.isEmpty() ? "" : " <span>" + hint + "</span>") + "</p>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
