package qingshan.gateway.list;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonString;
import qingshan.rules.value.LedgerTime;

/** Rows as JSON: a member for each column that has a value, quantities as integers of their smallest unit. */
public final class ListJson {
    private ListJson() {}

    /** {@code {"items":[…],"next":…}}; no {@code next} after the last row. */
    public static JsonObject page(ListPage page) {
        List<Json> items = new ArrayList<>(page.rows().size());
        for (List<@Nullable Object> row : page.rows()) {
            items.add(row(page.list(), row));
        }
        JsonObject json = JsonObject.of("items", new JsonArray(items));
        return page.next() == null ? json : json.with("next", page.next());
    }

    /** One row. */
    public static JsonObject row(Listing list, List<@Nullable Object> row) {
        SortedMap<String, Json> members = new TreeMap<>();
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            if (value != null) {
                Column column = list.columns().get(i);
                members.put(column.name(), json(column, value));
            }
        }
        return new JsonObject(members);
    }

    private static Json json(Column column, Object value) {
        return switch (value) {
            case Long number -> new JsonInteger(number);
            case Boolean flag -> new JsonBoolean(flag);
            case Instant at ->
                new JsonString(LedgerTime.ofEpochMilli(at.toEpochMilli()).value());
            case LocalDate day -> new JsonString(day.toString());
            case String text when column.type() == ColumnType.MASKED -> new JsonString(Masks.mask(text));
            case String text -> new JsonString(text);
            default -> throw new IllegalStateException("no JSON for " + value.getClass());
        };
    }
}
