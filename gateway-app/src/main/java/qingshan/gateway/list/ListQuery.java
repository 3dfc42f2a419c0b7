package qingshan.gateway.list;

import io.micronaut.http.HttpParameters;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Code;
import qingshan.rules.Refusal;

/**
 * What is asked of a list.
 *
 * @param values of filters, by name; none is empty
 * @param after where to go on, or null for the beginning
 * @param limit how many rows, 1 to {@value #LIMIT_MAX}
 */
public record ListQuery(
        Map<String, String> values, @Nullable String after, int limit) {
    /** As many rows as one answer has at most. */
    public static final int LIMIT_MAX = 200;
    /** As many as it has if nobody says. */
    public static final int LIMIT = 50;

    /** The parameter that says where to go on. */
    public static final String AFTER = "after";
    /** The parameter that says how many. */
    public static final String HOW_MANY = "limit";
    /** A record's name: market, season, table and number. */
    static final int VALUE_MAX = 200;

    private static final List<String> COMMON = List.of(AFTER, HOW_MANY, "lang");

    /**
     * Reads the parameters of a request.
     *
     * @param strict whether a parameter that the list does not know is refused
     * @throws Refusal UNKNOWN_FIELD, BAD_VALUE
     */
    public static ListQuery of(Listing list, HttpParameters parameters, boolean strict) {
        Map<String, String> values = new TreeMap<>();
        for (Filter filter : list.filters()) {
            String value = single(parameters, filter.name());
            if (value != null && !value.isEmpty()) {
                values.put(filter.name(), checked(filter, value));
            }
        }
        if (strict) {
            for (String name : parameters.names()) {
                if (!COMMON.contains(name)
                        && list.filters().stream()
                                .noneMatch(filter -> filter.name().equals(name))) {
                    throw Refusal.ofField(Code.UNKNOWN_FIELD, name, "is not known here");
                }
            }
        }
        return new ListQuery(Map.copyOf(values), single(parameters, AFTER), limit(parameters));
    }

    /** The same from the beginning, with as many rows as there can be. */
    ListQuery whole() {
        return new ListQuery(values, null, LIMIT_MAX);
    }

    ListQuery after(@Nullable String cursor) {
        return new ListQuery(values, cursor, limit);
    }

    private static int limit(HttpParameters parameters) {
        String text = single(parameters, HOW_MANY);
        if (text == null) {
            return LIMIT;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LIMIT_MAX) {
            throw Refusal.ofField(Code.BAD_VALUE, HOW_MANY, "is not from 1 to " + LIMIT_MAX);
        }
        return Integer.parseInt(text);
    }

    private static @Nullable String single(HttpParameters parameters, String name) {
        List<String> all = parameters.getAll(name);
        if (all.size() > 1) {
            throw Refusal.ofField(Code.BAD_VALUE, name, "is there more than once");
        }
        return all.isEmpty() ? null : all.getFirst();
    }

    private static String checked(Filter filter, String value) {
        if (value.length() > VALUE_MAX) {
            throw Refusal.ofField(Code.BAD_VALUE, filter.name(), "is longer than " + VALUE_MAX + " characters");
        }
        if (value.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw Refusal.ofField(Code.BAD_VALUE, filter.name(), "holds a character that is not allowed");
        }
        switch (filter.kind()) {
            case TEXT -> {}
            case CHOICE -> {
                if (!filter.choices().contains(value)) {
                    throw Refusal.ofField(Code.BAD_VALUE, filter.name(), "not a value known here");
                }
            }
            case DAY -> day(filter, value);
        }
        return value;
    }

    private static void day(Filter filter, String value) {
        try {
            int year = LocalDate.parse(value).getYear();
            if (year >= 1900 && year <= 9999) {
                return;
            }
        } catch (DateTimeException e) {
            // told below, with the years that are none
        }
        throw Refusal.ofField(Code.BAD_VALUE, filter.name(), "is no day such as 2026-03-05");
    }
}
