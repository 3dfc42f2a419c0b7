package qingshan.gateway.list;

import jakarta.inject.Singleton;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.keeper.Db;

/** Reads lists from the database. */
@Singleton
public final class ListReader {
    private static final String KEYS = "list_keys";

    private final Db db;
    private final Cursors cursors;

    ListReader(Db db, Cursors cursors) {
        this.db = db;
        this.cursors = cursors;
    }

    /**
     * Some rows.
     *
     * @throws qingshan.rules.Refusal BAD_VALUE if {@code after} was not given here
     */
    public ListPage read(Listing list, ListQuery query) {
        String context = list.name() + new TreeMap<>(query.values());
        List<Object> arguments = new ArrayList<>();
        List<String> where = new ArrayList<>();
        for (Filter filter : list.filters()) {
            String value = query.values().get(filter.name());
            if (value != null) {
                where.add(filter.clause());
                arguments.add(value);
            }
        }
        if (query.after() != null) {
            where.add(keys(list, "t.%s") + (list.newestFirst() ? " < " : " > ") + keys(list, "?::%2$s"));
            arguments.addAll(cursors.open(context, query.after()));
        }
        arguments.add(query.limit() + 1);
        String direction = list.newestFirst() ? " DESC" : "";
        String sql =
                "SELECT t.*, ARRAY" + keys(list, "t.%s::text").replace('(', '[').replace(')', ']') + " AS " + KEYS
                        + " FROM (" + list.sql() + ") t"
                        + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
                        + " ORDER BY "
                        + list.keys().stream()
                                .map(key -> "t." + key.column() + direction)
                                .collect(Collectors.joining(", "))
                        + " LIMIT ?";
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<List<String>> keys = new ArrayList<>();
        db.each(
                sql,
                0,
                row -> {
                    rows.add(values(list, row));
                    keys.add(Arrays.asList((String[]) row.getArray(KEYS).getArray()));
                },
                arguments.toArray());
        if (rows.size() <= query.limit()) {
            return new ListPage(list, query, rows, null);
        }
        rows.removeLast();
        return new ListPage(list, query, rows, cursors.seal(context, keys.get(query.limit() - 1)));
    }

    /** One row by its id: the values of the list's id columns, joined by slashes. */
    public Optional<List<@Nullable Object>> one(Listing list, String id) {
        int parts = list.id().size();
        String[] values = id.split("/", parts);
        if (parts == 0 || values.length != parts || id.indexOf('\0') >= 0 || id.length() > 2 * ListQuery.VALUE_MAX) {
            return Optional.empty();
        }
        String where = list.id().stream().map(column -> "t." + column + " = ?").collect(Collectors.joining(" AND "));
        return db.one(
                "SELECT t.* FROM (" + list.sql() + ") t WHERE " + where, row -> values(list, row), (Object[]) values);
    }

    /** One column of one row, as it is. */
    Optional<String> whole(Listing list, String id, Column column) {
        return one(list, id).map(row -> (String) row.get(list.columns().indexOf(column)));
    }

    private static String keys(Listing list, String form) {
        return list.keys().stream()
                .map(key -> String.format(Locale.ROOT, form, key.column(), key.type()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static List<@Nullable Object> values(Listing list, ResultSet row) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(list.columns().size());
        for (Column column : list.columns()) {
            values.add(value(column, row));
        }
        return Collections.unmodifiableList(values);
    }

    private static @Nullable Object value(Column column, ResultSet row) throws SQLException {
        String name = column.sql();
        Object value = switch (column.type()) {
            case TEXT, ID, CODE, DOCUMENT, MASKED -> emptyIsNone(row.getString(name));
            case COUNT, WEIGHT, AREA, MONEY -> row.getLong(name);
            case FLAG -> row.getBoolean(name);
            case TIME -> {
                Timestamp at = row.getTimestamp(name);
                yield at == null ? null : at.toInstant();
            }
            case DAY -> {
                Date day = row.getDate(name);
                yield day == null ? null : day.toLocalDate();
            }
        };
        return row.wasNull() ? null : value;
    }

    private static @Nullable String emptyIsNone(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
