package qingshan.gateway.report;

import java.util.List;
import qingshan.gateway.season.Column;
import qingshan.gateway.season.SeasonTable;
import qingshan.gateway.season.load.Section;

/** A staged row as reports show it. */
final class Shown {
    private final SeasonTable table;
    private final String[] fields;

    Shown(int section, String fields) {
        SeasonTable found = Section.of(section).table();
        if (found == null) {
            throw new IllegalArgumentException("no table: " + section);
        }
        this.table = found;
        this.fields = fields.split("\u001f", -1);
    }

    String file() {
        return table.fileName();
    }

    /** What stands in a column; empty if the table has no such column. */
    String value(String column) {
        int place = place(column);
        return place < 0 ? "" : fields[place];
    }

    /** A column's heading; empty if the table has no such column. */
    String heading(String column) {
        int place = place(column);
        return place < 0 ? "" : table.columns().get(place).heading();
    }

    private int place(String column) {
        List<Column> columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }
}
