package qingshan.rules.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A moment to the millisecond, in UTC, written so that the order of the texts is the order in time.
 *
 * @param value such as {@code 2026-03-04T22:07:08.000Z}, from 1970 to 9998
 */
public record LedgerTime(String value) implements Comparable<LedgerTime> {
    private static final int LENGTH = 24;
    private static final String FORM = "0000-00-00T00:00:00.000Z";
    private static final String MALFORMED = "is no time such as 2026-03-04T22:07:08.000Z";
    /** The end of 9998, so that the local day of every moment has a year of four digits. */
    private static final long MS_MAX = 253_370_764_799_999L;

    /** Refuses another form. */
    public LedgerTime {
        parse(value);
    }

    /** From milliseconds since 1970. */
    public static LedgerTime ofEpochMilli(long ms) {
        return new LedgerTime(format(ms));
    }

    /** Milliseconds since 1970. */
    public long epochMilli() {
        return parse(value);
    }

    /** The calendar day at an offset from UTC. */
    public Day day(int offsetMinutes) {
        return new Day(Instant.ofEpochMilli(epochMilli())
                .atOffset(ZoneOffset.ofTotalSeconds(Math.multiplyExact(offsetMinutes, 60)))
                .toLocalDate()
                .toString());
    }

    @Override
    public int compareTo(LedgerTime other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    /** By hand: this is read and written more often than anything else, and Java's own takes ten times as long. */
    private static long parse(String text) {
        if (text.length() != LENGTH) {
            throw malformed();
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            char form = FORM.charAt(i);
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                throw malformed();
            }
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            throw malformed();
        }
        try {
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                    .toEpochDay();
            long ms = ((day * 24 + hour) * 60 + minute) * 60_000L + second * 1_000L + number(text, 20, 23);
            Check.within(ms, 0, MS_MAX);
            return ms;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(MALFORMED, e);
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(MALFORMED);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static String format(long ms) {
        Check.within(ms, 0, MS_MAX);
        StringBuilder out = new StringBuilder(LENGTH).append(Instant.ofEpochMilli(ms));
        // Instant leaves out a fraction of zero
        if (out.length() == LENGTH - 4) {
            out.insert(LENGTH - 5, ".000");
        }
        return out.toString();
    }
}
