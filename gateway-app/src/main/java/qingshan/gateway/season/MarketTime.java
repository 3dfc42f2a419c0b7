package qingshan.gateway.season;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and days as a market writes them: local, UTC+8. */
final class MarketTime {
    /** The market's offset from UTC. */
    static final ZoneOffset OFFSET = ZoneOffset.ofHours(8);

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern SECONDS =
            Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})");
    private static final Pattern SLASHES =
            Pattern.compile("([0-9]{4})/([0-9]{1,2})/([0-9]{1,2}) ([0-9]{1,2}):([0-9]{1,2})");
    private static final Pattern CHINESE =
            Pattern.compile("([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日 ([0-9]{1,2})时([0-9]{1,2})分");

    private MarketTime() {}

    /**
     * One of {@code 2026-03-05 06:07:08}, {@code 2026/3/5 6:07}, {@code 2026年3月5日 6时7分}.
     *
     * @return milliseconds since 1970, or nothing when it is no time
     */
    static OptionalLong parse(String text) {
        for (Pattern pattern : new Pattern[] {SECONDS, SLASHES, CHINESE}) {
            Matcher m = pattern.matcher(text);
            if (m.matches()) {
                return at(m);
            }
        }
        return OptionalLong.empty();
    }

    /** A day such as {@code 2026-03-05} that the calendar has. */
    static boolean isDay(String text) {
        if (!DAY.matcher(text).matches()) {
            return false;
        }
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static OptionalLong at(Matcher m) {
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(m, 1),
                    number(m, 2),
                    number(m, 3),
                    number(m, 4),
                    number(m, 5),
                    m.groupCount() == 6 ? number(m, 6) : 0);
            return OptionalLong.of(time.toInstant(OFFSET).toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }
}
