package qingshan.gateway.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import qingshan.gateway.staff.Role;

/**
 * A list: what it shows of what, to whom, and in which order. Its JSON, its CSV and its page are made of this.
 *
 * @param name as addresses and {@code List.properties} have it
 * @param sql a query that gives all columns and keys
 * @param columns in order
 * @param keys columns that order it and tell its rows apart, each with its type in SQL
 * @param newestFirst whether the order is reversed
 * @param id the columns by which one row is asked for
 * @param filters what can be asked for
 * @param roles who sees it
 * @param own whether it shows what the organization alone knows, which changes without a block
 */
public record Listing(
        String name,
        String sql,
        List<Column> columns,
        List<Key> keys,
        boolean newestFirst,
        List<String> id,
        List<Filter> filters,
        Set<Role> roles,
        boolean own) {
    /** A column that orders, by its name and type in SQL. */
    record Key(String column, String type) {}

    /** The column of a name. */
    Optional<Column> column(String column) {
        return columns.stream().filter(c -> c.name().equals(column)).findFirst();
    }

    static Builder of(String name, String sql) {
        return new Builder(name, sql);
    }

    /** Puts a listing together. */
    static final class Builder {
        private final String name;
        private final String sql;
        private final List<Column> columns = new ArrayList<>();
        private final List<Key> keys = new ArrayList<>();
        private final List<Filter> filters = new ArrayList<>();
        private List<String> id = List.of();
        private boolean newestFirst;

        private Builder(String name, String sql) {
            this.name = name;
            this.sql = sql;
        }

        Builder columns(ColumnType type, String... names) {
            Arrays.stream(names).map(column -> new Column(column, type)).forEach(columns::add);
            return this;
        }

        /** Columns in SQL, ascending. */
        Builder order(String... texts) {
            Arrays.stream(texts).map(column -> new Key(column, "text")).forEach(keys::add);
            return this;
        }

        Builder orderBy(String column, String type) {
            keys.add(new Key(column, type));
            return this;
        }

        /** By the place in the chain, the newest first. */
        Builder newestFirst(String tie) {
            newestFirst = true;
            return orderBy("block", "bigint").orderBy("tx", "int").order(tie);
        }

        /** By a time, the newest first. */
        Builder newestFirst(String time, String tie) {
            newestFirst = true;
            return orderBy(time, "timestamptz").order(tie);
        }

        Builder id(String... names) {
            id = List.of(names);
            return this;
        }

        Builder filters(Filter... more) {
            filters.addAll(List.of(more));
            return this;
        }

        Listing forRoles(Role... roles) {
            return new Listing(
                    name,
                    sql,
                    List.copyOf(columns),
                    List.copyOf(keys),
                    newestFirst,
                    id,
                    List.copyOf(filters),
                    Set.of(roles),
                    sql.contains("own."));
        }
    }
}
