package qingshan.gateway.season;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds rows from FastCSV's fields, checks the heading line, and refuses what is beyond the bounds while it is read. */
final class RowHandler extends CsvCallbackHandler<Optional<Row>> {
    private final SeasonTable table;
    private final int columns;
    private final List<String> fields = new ArrayList<>();
    private long line;
    private boolean headed;
    private boolean empty;

    RowHandler(SeasonTable table) {
        this.table = table;
        this.columns = table.columns().size();
    }

    @Override
    protected RecordType getRecordType() {
        return RecordType.DATA;
    }

    @Override
    protected int getFieldCount() {
        return fields.size();
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
        line = startingLineNumber;
        empty = false;
        fields.clear();
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
        // a heading too many is named by checkHeadings, unless there are absurdly many
        if (fields.size() == (headed ? columns : 2 * columns)) {
            throw SeasonException.at(SeasonFault.IMPORT_TOO_MANY_FIELDS, table.fileName(), line, columns);
        }
        if (quoted && swallowsRows(buffer, offset, length)) {
            throw quotesDoNotMatch();
        }
        if (length > SeasonLimits.FIELD_CHARS_MAX) {
            throw SeasonException.at(
                    SeasonFault.IMPORT_FIELD_TOO_LONG, table.fileName(), line, column(), SeasonLimits.FIELD_CHARS_MAX);
        }
        fields.add(Normal.of(buffer, offset, length));
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
        throw new IllegalStateException("comments are not read");
    }

    @Override
    protected void setEmpty() {
        empty = true;
    }

    @Override
    protected Optional<Row> buildRecord() {
        if (empty) {
            return Optional.empty();
        }
        if (!headed) {
            headed = true;
            SeasonFile.checkHeadings(table, fields);
            return Optional.empty();
        }
        while (fields.size() < columns) {
            fields.add("");
        }
        return Optional.of(new Row(table, line, List.copyOf(fields)));
    }

    @Override
    protected void terminate() {
        if (!headed) {
            throw SeasonException.at(SeasonFault.IMPORT_FILE_EMPTY, table.fileName());
        }
    }

    /** A cell may hold a line break, but not a line break with a row's worth of commas behind it: that is a lost quote. */
    private boolean swallowsRows(char[] buffer, int offset, int length) {
        int commas = 0;
        boolean broken = false;
        for (int i = offset; i < offset + length; i++) {
            broken |= buffer[i] == '\n' || buffer[i] == '\r';
            commas += broken && buffer[i] == ',' ? 1 : 0;
        }
        return commas >= columns - 1;
    }

    SeasonException quotesDoNotMatch() {
        return SeasonException.at(SeasonFault.IMPORT_QUOTE_UNCLOSED, table.fileName(), line, column());
    }

    private String column() {
        int place = Math.min(fields.size(), columns - 1);
        return table.columns().get(place).heading();
    }
}
