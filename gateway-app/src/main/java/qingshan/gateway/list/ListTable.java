package qingshan.gateway.list;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;
import qingshan.gateway.web.Visit;

/**
 * What {@code list/table.jte} shows: a list's rows in the reader's language, what can be asked, and where it goes on.
 *
 * @param page the rows
 * @param path of the page that it stands on
 * @param visit by whom
 * @param action what can be done with each row, or null
 */
public record ListTable(
        ListPage page, String path, Visit visit, @Nullable Action action) {
    private static final int ID_SHOWN = 8;
    /** From so many characters on a text takes several lines. */
    private static final int LONG = 24;

    /**
     * What can be done with a row.
     *
     * @param label of its link, in the page's language
     * @param address where it leads for a row, whose values come by the names of their columns; null: not with this one
     */
    public record Action(String label, Function<Map<String, Object>, @Nullable String> address) {}

    /** A list with which nothing is done. */
    public ListTable(ListPage page, String path, Visit visit) {
        this(page, path, visit, null);
    }

    /** Where the action leads for a row, or null. */
    public @Nullable String address(List<@Nullable Object> row) {
        if (action == null) {
            return null;
        }
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            if (value != null) {
                values.put(page.list().columns().get(i).name(), value);
            }
        }
        return action.address().apply(values);
    }

    /** What tells a row's link from those of the others, for who hears the page: the first text in it. */
    public String what(List<@Nullable Object> row) {
        for (int i = 0; i < row.size(); i++) {
            if (page.list().columns().get(i).type() == ColumnType.TEXT && row.get(i) instanceof String text) {
                return text;
            }
        }
        return id(row);
    }

    /** The texts of lists. */
    public Sentences texts() {
        return visit.texts(Listing.class, "List");
    }

    /** What the list is called. */
    public String title() {
        return texts().say("list." + page.list().name());
    }

    /** Whether the page has a column of it. */
    public boolean shows(Column column) {
        return column.type() != ColumnType.DOCUMENT;
    }

    /** What stands over a column. */
    public String label(Column column) {
        return texts().say("column." + column.name());
    }

    /** What stands beside a filter's field. */
    public String label(Filter filter) {
        return texts().say(
                        page.list().column(filter.name()).isPresent()
                                ? "column." + filter.name()
                                : "filter." + filter.name());
    }

    /** A filter's value, or empty. */
    public String value(Filter filter) {
        return page.query().values().getOrDefault(filter.name(), "");
    }

    /** What a choice means. */
    public String choice(String code) {
        return Words.of(texts(), code);
    }

    /** Whether something was filtered. */
    public boolean isFiltered() {
        return !page.query().values().isEmpty();
    }

    /** What a cell shows. */
    public String cell(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> missing(column);
            case Long number ->
                switch (column.type()) {
                    case WEIGHT -> visit.show().weight(number);
                    case MONEY -> visit.show().money(number);
                    case AREA -> visit.show().mu(number) + " " + texts().say("unit.AREA");
                    default -> visit.show().count(number);
                };
            case Boolean flag -> texts().say("flag." + flag);
            case Instant at -> visit.show().moment(at);
            case LocalDate day -> visit.show().date(day);
            case String text ->
                switch (column.type()) {
                    case MASKED -> Masks.mask(text);
                    case CODE -> Words.of(texts(), text);
                    case ID -> abbreviated(text);
                    default -> text;
                };
            default -> throw new IllegalStateException("no cell for " + value.getClass());
        };
    }

    /** How a cell stands: to the right, wrapped because it is long, or as it comes. */
    public @Nullable String kind(Column column, @Nullable Object value) {
        if (column.type().isNumber()) {
            return "number";
        }
        return value instanceof String text && column.type() == ColumnType.TEXT && text.length() > LONG ? "long" : null;
    }

    /** The whole of what a cell abbreviates, or null if it shows all. */
    public @Nullable String whole(Column column, @Nullable Object value) {
        return column.type() == ColumnType.ID
                        && value instanceof String text
                        && !abbreviated(text).equals(text)
                ? text
                : null;
    }

    /** The address of the next rows, or null after the last. */
    public @Nullable String next() {
        return page.next() == null ? null : path + "?" + query(Map.of(ListQuery.AFTER, page.next()));
    }

    /** The address of the first rows, or null on the first page. */
    public @Nullable String first() {
        return page.query().after() == null ? null : path + "?" + query(Map.of());
    }

    /** The address of all rows as a spreadsheet opens them. */
    public String csv() {
        return "/api/v1/" + page.list().name() + ".csv?"
                + query(Map.of("lang", visit.language().code()));
    }

    private String query(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(page.query().values());
        all.putAll(more);
        StringBuilder out = new StringBuilder();
        all.forEach((name, value) -> out.append(out.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return out.toString();
    }

    /** What stands where a value is missing that people look for, such as a name that is not known here. */
    private String missing(Column column) {
        String key = "none." + page.list().name() + "." + column.name();
        return texts().bundle().containsKey(key) ? texts().say(key) : "";
    }

    /** The last part of a record's name, and the beginning of an id: enough to find it on the page again. */
    private static String abbreviated(String id) {
        String last = id.substring(id.lastIndexOf('/') + 1);
        return last.length() > 4 * ID_SHOWN - 1 ? last.substring(0, ID_SHOWN) + "…" : last;
    }

    /** Whether a cell hides something that can be revealed. */
    public boolean masks(Column column, @Nullable Object value) {
        return column.type() == ColumnType.MASKED && value != null;
    }

    /** By which a row is asked for alone. */
    public String id(List<@Nullable Object> row) {
        Listing list = page.list();
        return list.id().stream()
                .map(column -> String.valueOf(
                        row.get(list.columns().indexOf(list.column(column).orElseThrow()))))
                .collect(Collectors.joining("/"));
    }

    /** The rows, each with its cells beside the columns. */
    public List<List<@Nullable Object>> rows() {
        return page.rows();
    }
}
