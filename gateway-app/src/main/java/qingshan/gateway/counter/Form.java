package qingshan.gateway.counter;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qingshan.rules.value.Text;

/** A form as it was filled in, with what is wrong of it by field: a key of the texts. */
public final class Form {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,3})?");
    private static final int VALUE_MAX = 200;

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> problems = new TreeMap<>();

    /** Of what a browser sent, without the spaces around it. */
    Form(Map<String, String> sent) {
        sent.forEach((name, value) -> values.put(name, value.strip()));
    }

    /** What stands in a field, or nothing. */
    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /** The key of what is wrong with a field, or null. */
    public @Nullable String problem(String field) {
        return problems.get(field);
    }

    /** Whether nothing is wrong. */
    public boolean sound() {
        return problems.isEmpty();
    }

    void put(String field, String value) {
        values.put(field, value);
    }

    void wrong(String field, String key) {
        problems.putIfAbsent(field, key);
    }

    /** A text that must be there. */
    String text(String field) {
        String value = value(field);
        if (value.isEmpty()) {
            wrong(field, "wrong.empty");
        } else {
            try {
                return new Text(value).value();
            } catch (IllegalArgumentException e) {
                wrong(field, "wrong.text");
            }
        }
        return value;
    }

    /** A text that may be left out, of a form. */
    String optional(String field, Pattern form, String key) {
        String value = value(field);
        if (value.length() > VALUE_MAX
                || (!value.isEmpty() && !form.matcher(value).matches())) {
            wrong(field, key);
        }
        return value;
    }

    /** A decimal in units of its last digit, such as grams of a kilogram; 0 where it is wrong. */
    long decimal(String field, int digits) {
        String value = value(field);
        if (!DECIMAL.matcher(value).matches()) {
            wrong(field, value.isEmpty() ? "wrong.empty" : "wrong.number");
            return 0;
        }
        try {
            return new BigDecimal(value).movePointRight(digits).longValueExact();
        } catch (ArithmeticException e) {
            wrong(field, "wrong.number");
            return 0;
        }
    }
}
