package qingshan.gateway.season.load;

import java.util.List;
import java.util.Locale;
import qingshan.gateway.Explained;
import qingshan.gateway.Sentences;
import qingshan.gateway.season.BadReference;
import qingshan.gateway.season.Column;

/** Rows of parties, plots, certificates or products cannot stand: nothing was written. */
public final class BadRowsException extends RuntimeException implements Explained {
    /** Rows that are listed; beyond them only their number is known. */
    static final int LISTED_MAX = 10_000;

    private static final long serialVersionUID = 1L;

    private final transient List<BadReference> rows;
    private final long all;

    BadRowsException(List<BadReference> rows, long all) {
        super("rows that stop the import: " + all);
        this.rows = List.copyOf(rows);
        this.all = all;
    }

    /** The rows, by table and line; the first 10,000. */
    public List<BadReference> rows() {
        return rows;
    }

    @Override
    public String sentence(Locale locale) {
        Sentences sentences = Sentences.of(BadRowsException.class, "Import", locale);
        StringBuilder text = new StringBuilder(sentences.say("bad.rows", all));
        for (BadReference row : rows) {
            text.append(System.lineSeparator())
                    .append(sentences.say(
                            "bad.row",
                            row.table().fileName(),
                            String.valueOf(row.line()),
                            heading(row),
                            row.value(),
                            row.fault().cure(locale)));
        }
        return text.toString();
    }

    private static String heading(BadReference row) {
        return row.table().columns().stream()
                .filter(column -> column.name().equals(row.column()))
                .map(Column::heading)
                .findFirst()
                .orElse(row.column());
    }
}
