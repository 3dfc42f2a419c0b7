package qingshan.gateway.follower;

import com.google.protobuf.ByteString;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;

/**
 * One table of the schema {@code read}: its columns are the components of its {@link Row}, in snake case. Writes rows as
 * PostgreSQL's {@code COPY … FROM STDIN} takes them as text.
 */
final class Table {
    /** PostgreSQL's texts hold no U+0000; where an import brings one, the symbol for it stands instead. */
    private static final char SYMBOL_FOR_NULL = '\u2400';

    private static final Map<Class<? extends Row>, Table> ALL = Arrays.stream(Row.class.getPermittedSubclasses())
            .map(type -> new Table(type.asSubclass(Row.class)))
            .collect(Collectors.toMap(table -> table.type, table -> table, (a, b) -> a, LinkedHashMap::new));

    private final Class<? extends Row> type;
    private final String name;
    private final List<String> columns;
    private final Method[] accessors;
    private final int keyColumns;

    private Table(Class<? extends Row> type) {
        this.type = type;
        String simple = type.getSimpleName();
        name = "read." + snake(simple.substring(0, simple.length() - "Row".length()));
        RecordComponent[] components = type.getRecordComponents();
        columns = Arrays.stream(components).map(c -> snake(c.getName())).toList();
        accessors = Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
        Row.Key key = type.getAnnotation(Row.Key.class);
        keyColumns = key == null ? 1 : key.value();
    }

    /** The table of a kind of row. */
    static Table of(Class<? extends Row> type) {
        Table table = ALL.get(type);
        if (table == null) {
            throw new IllegalStateException("no table for " + type);
        }
        return table;
    }

    /** The statement that takes the rows. */
    String copy() {
        return "COPY " + name + columns.stream().collect(Collectors.joining("\",\"", " (\"", "\")")) + " FROM STDIN";
    }

    /** A statement that reads the rows from somewhere. */
    String select(String rest) {
        return columns.stream().collect(Collectors.joining("\",t.\"", "SELECT t.\"", "\"")) + " FROM " + rest;
    }

    /** The table's name with its schema. */
    String name() {
        return name;
    }

    /** The statement that deletes rows by the first so many columns, all texts: one array for each. */
    String delete(int keyColumns) {
        String key = String.join(",", columns.subList(0, keyColumns));
        String arrays = String.join(",", java.util.Collections.nCopies(keyColumns, "?::text[]"));
        return "DELETE FROM " + name + " WHERE (" + key + ") IN (SELECT * FROM unnest(" + arrays + "))";
    }

    /** The values of a row's key. */
    static List<Object> key(Row row) {
        Table table = of(row.getClass());
        List<Object> key = new ArrayList<>(table.keyColumns);
        for (int i = 0; i < table.keyColumns; i++) {
            Object value = table.value(row, i);
            if (value == null) {
                throw new IllegalStateException("a key without a value in " + row);
            }
            key.add(value);
        }
        return key;
    }

    /** Appends a row as one line. */
    void append(StringBuilder out, Row row) {
        for (int i = 0; i < accessors.length; i++) {
            if (i > 0) {
                out.append('\t');
            }
            append(out, value(row, i));
        }
        out.append('\n');
    }

    @Nullable
    Object value(Row row, String column) {
        return value(row, columns.indexOf(column));
    }

    private @Nullable Object value(Row row, int column) {
        try {
            return accessors[column].invoke(row);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("reading " + accessors[column], e);
        }
    }

    private static void append(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("\\N");
            case String text -> escape(out, text);
            case Json json -> escape(out, CanonicalJson.write(json));
            case ByteString bytes -> out.append("\\\\x").append(HexFormat.of().formatHex(bytes.toByteArray()));
            case List<?> list ->
                out.append(list.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}")));
            default -> out.append(value);
        }
    }

    private static void escape(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case 0 -> out.append(SYMBOL_FOR_NULL);
                default -> out.append(c);
            }
        }
    }

    private static String snake(String camel) {
        return camel.replaceAll("(?<=[a-z])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
