package qingshan.rules.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A moment to the millisecond, in UTC, written so that the order of the texts is the order in time.
 *
 * @param value such as {@code 2026-03-04T22:07:08.000Z}, from 1970 to 9998
 */
public record LedgerTime(String value) implements Comparable<LedgerTime> {
    private static final int LENGTH = 24;
    /** The end of 9998, so that the local day of every moment has a year of four digits. */
    private static final long MS_MAX = 253_370_764_799_999L;

    /** Refuses another form. */
    public LedgerTime {
        if (!value.equals(format(parse(value)))) {
            throw new IllegalArgumentException("is no time such as 2026-03-04T22:07:08.000Z");
        }
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

    private static long parse(String text) {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("is no time such as 2026-03-04T22:07:08.000Z");
        }
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is no time such as 2026-03-04T22:07:08.000Z", e);
        }
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
