package qingshan.gateway.follower;

import com.google.protobuf.ByteString;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonParser;
import qingshan.rules.value.Day;
import qingshan.rules.value.LedgerTime;

/** Reads rows of the read model. */
public final class RowReader {
    private RowReader() {}

    /**
     * The rows of one kind that a condition picks.
     *
     * @param rest of the statement after {@code FROM}: the table as {@code t}, or another source with its columns, and the
     *     condition, with a place for each argument; the arguments are arrays of texts
     */
    public static <R extends Row> List<R> select(
            Connection connection, Class<R> type, String rest, List<List<String>> arguments) throws SQLException {
        Constructor<R> constructor = constructor(type);
        Class<?>[] types = constructor.getParameterTypes();
        String sql = Table.of(type).select(rest);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.size(); i++) {
                statement.setArray(
                        i + 1, connection.createArrayOf("text", arguments.get(i).toArray()));
            }
            List<R> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    @Nullable Object[] values = new @Nullable Object[types.length];
                    for (int i = 0; i < types.length; i++) {
                        values[i] = value(result, i + 1, types[i]);
                    }
                    rows.add(make(constructor, values));
                }
            }
            return rows;
        }
    }

    /** The table of a kind of row, as SQL names it. */
    public static String table(Class<? extends Row> type) {
        return Table.of(type).name();
    }

    private static @Nullable Object value(ResultSet result, int column, Class<?> type) throws SQLException {
        if (type == long.class) {
            return result.getLong(column);
        } else if (type == int.class) {
            return result.getInt(column);
        } else if (type == boolean.class) {
            return result.getBoolean(column);
        } else if (type == ByteString.class) {
            return ByteString.copyFrom(result.getBytes(column));
        } else if (type == Integer.class) {
            int value = result.getInt(column);
            return result.wasNull() ? null : value;
        } else if (result.getObject(column) == null) {
            return null;
        } else if (type == LedgerTime.class) {
            return LedgerTime.ofEpochMilli(result.getTimestamp(column).getTime());
        } else if (type == Day.class) {
            return new Day(result.getString(column));
        } else if (type == List.class) {
            return List.of((String[]) result.getArray(column).getArray());
        } else if (type == Json.class) {
            return JsonParser.object("{\"value\":" + result.getString(column) + "}")
                    .get("value");
        }
        return result.getString(column);
    }

    private static <R extends Row> Constructor<R> constructor(Class<R> type) {
        try {
            return type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its constructor", e);
        }
    }

    private static <R extends Row> R make(Constructor<R> constructor, @Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("making a row failed", e);
        }
    }
}
