package qingshan.gateway.list;

import java.util.Locale;

/**
 * A column of a list.
 *
 * @param name as JSON has it, in camel case; the list's SQL gives it in snake case; {@code List.properties} has its label
 * @param type of its values
 */
public record Column(String name, ColumnType type) {
    /** Its name in SQL. */
    String sql() {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
