package qingshan.gateway.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** When 清明 is: leaf from before that day is worth more, so the word 明前 needs every slip behind it. */
final class Qingming {
    private static final Map<Integer, LocalDate> DAYS = read();

    private Qingming() {}

    /** Whether all of these days, at least one, are before 清明 of their year; false for a year that the table has not. */
    static boolean allBefore(Collection<LocalDate> days) {
        return !days.isEmpty() && days.stream().allMatch(day -> day.isBefore(DAYS.getOrDefault(day.getYear(), day)));
    }

    private static Map<Integer, LocalDate> read() {
        try (InputStream in = Qingming.class.getResourceAsStream("qingming.csv")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file qingming.csv");
            }
            Map<Integer, LocalDate> days = new TreeMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(LocalDate::parse)
                    .forEach(day -> days.put(day.getYear(), day));
            return days;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
