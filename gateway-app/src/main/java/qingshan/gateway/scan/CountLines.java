package qingshan.gateway.scan;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import qingshan.gateway.Sentences;
import qingshan.gateway.web.Language;
import qingshan.gateway.web.Show;

/** How often a code was asked for, as the page says it. */
@Singleton
final class CountLines {
    private final Map<Language, byte[]> first = new EnumMap<>(Language.class);

    CountLines() {
        for (Language language : Language.values()) {
            first.put(language, line("", texts(language).say("count.first"), ""));
        }
    }

    /**
     * The lines.
     *
     * @param often from how many times on it is unusual
     */
    byte[] of(Scans.Tally tally, int often, Language language) {
        byte[] once = first.get(language);
        if (tally.count() <= 1 && once != null) {
            return once;
        }
        Sentences t = texts(language);
        String again = t.say("count.again", tally.count(), new Show(language).minute(tally.first()));
        return tally.count() < often
                ? line("", again, t.say("count.copy"))
                : line("doubt", again, t.say("count.often") + t.say("count.copy"));
    }

    private static byte[] line(String kind, String what, String hint) {
        return ("<p class=\"count " + kind + "\"><strong>" + what + "</strong>"
                        + (hint.isEmpty() ? "" : " <span>" + hint + "</span>") + "</p>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Sentences texts(Language language) {
        return Sentences.of(ScanTexts.class, "Scan", language.locale());
    }
}
