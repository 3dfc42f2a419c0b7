package qingshan.gateway.scan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import qingshan.gateway.Sentences;
import qingshan.gateway.trace.Standing;
import qingshan.gateway.web.Language;
import qingshan.gateway.web.Show;

/**
 * How a pack's page writes things.
 *
 * @param t its texts
 * @param show its quantities
 */
record Wording(Sentences t, Show show) {
    /** A class of tea, translated where there is a word for it. */
    String teaClass(String chinese) {
        String key = "class." + chinese;
        return t.bundle().containsKey(key) ? t.say(key) : show.name(chinese);
    }

    /** Names, one after the other. */
    String names(List<String> names) {
        return names.stream().map(show::name).collect(Collectors.joining(t.say("comma")));
    }

    /** Hundredths of a per cent, as whole per cents. */
    String share(int share) {
        return share > 0 && share < 100 ? t.say("less.than.one") : Math.round(share / 100.0) + "%";
    }

    /** Who says so, in as few words as the first screen has room for. */
    String sources(List<Standing> standings) {
        return standings.stream()
                .map(standing -> t.say("source." + code(standing)))
                .distinct()
                .collect(Collectors.joining(t.say("comma")));
    }

    /** Who says so, and whether it was taken over from a market. */
    String sourcesInFull(List<Standing> standings) {
        return standings.stream()
                .map(standing -> standing.adopted()
                        ? t.say("adopted", t.say("source." + code(standing)))
                        : t.say("source." + code(standing)))
                .distinct()
                .collect(Collectors.joining(t.say("comma")));
    }

    private static String code(Standing standing) {
        return standing.word().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The day of an instant, where the tea is. */
    static LocalDate day(long epochMilli) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(epochMilli), Show.ZONE);
    }

    /** Whether the page is Chinese, as what people recorded is. */
    boolean chinese() {
        return show.language() == Language.ZH;
    }
}
