package qingshan.rules.value;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * A calendar day.
 *
 * @param value such as {@code 2026-03-05}
 */
public record Day(String value) implements Comparable<Day> {
    private static final int LENGTH = 10;

    /** Refuses what is no day of the calendar from 1900 to 9999. */
    public Day {
        try {
            LocalDate day = LocalDate.parse(value);
            if (value.length() != LENGTH || day.getYear() < 1900) {
                throw new IllegalArgumentException("is no day such as 2026-03-05");
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is no day such as 2026-03-05", e);
        }
    }

    @Override
    public int compareTo(Day other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
