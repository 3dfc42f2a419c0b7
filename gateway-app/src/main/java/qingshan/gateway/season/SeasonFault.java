package qingshan.gateway.season;

/**
 * Why a season's files cannot be imported as they stand, or made. Each has one sentence in each language in
 * {@code SeasonFaults.properties}; nothing has been written when one is thrown.
 */
public enum SeasonFault {
    /** The directory does not exist. */
    IMPORT_NO_DIRECTORY,
    /** The name given is a file's. */
    IMPORT_NOT_A_DIRECTORY,
    /** One of the eight files is missing. */
    IMPORT_FILE_MISSING,
    /** A file is there and cannot be read. */
    IMPORT_FILE_UNREADABLE,
    /** Neither UTF-8 nor GB18030. */
    IMPORT_FILE_ENCODING,
    /** A control character: no spreadsheet wrote this as text. */
    IMPORT_FILE_NOT_TEXT,
    /** No heading line. */
    IMPORT_FILE_EMPTY,
    /** A heading is missing. */
    IMPORT_COLUMN_MISSING,
    /** A heading stands twice. */
    IMPORT_COLUMN_DOUBLED,
    /** A heading reads otherwise. */
    IMPORT_COLUMN_RENAMED,
    /** A heading that the table does not have. */
    IMPORT_COLUMN_UNKNOWN,
    /** The headings stand in another order. */
    IMPORT_COLUMN_MISPLACED,
    /** A row has more fields than the table has columns. */
    IMPORT_TOO_MANY_FIELDS,
    /** A line beyond {@link SeasonLimits#LINE_BYTES_MAX}. */
    IMPORT_LINE_TOO_LONG,
    /** A field beyond {@link SeasonLimits#FIELD_CHARS_MAX}. */
    IMPORT_FIELD_TOO_LONG,
    /** A quote that opens and does not close directly before the next comma or the line's end. */
    IMPORT_QUOTE_UNCLOSED,
    /** The file changed between the first look at it and the last. */
    IMPORT_FILE_CHANGED,
    /** {@code season.json} is no JSON. */
    IMPORT_SETTINGS_JSON,
    /** {@code season.json} lacks a member. */
    IMPORT_SETTINGS_MISSING,
    /** {@code season.json} has a member that means nothing. */
    IMPORT_SETTINGS_UNKNOWN,
    /** A member of {@code season.json} has a value that cannot be. */
    IMPORT_SETTINGS_VALUE,
    /** The season has not begun. */
    IMPORT_SEASON_TO_COME,
    /** The ledger refused what the import must do. */
    IMPORT_LEDGER_REFUSED,
    /** Nobody can say whether the ledger took what was sent last. */
    IMPORT_LEDGER_UNSURE,
    /** Another import runs on the same database. */
    IMPORT_RUNS,
    /** The database could not do its work. */
    IMPORT_DATABASE,
    /** The report cannot be written. */
    REPORT_NOT_WRITTEN,
    /** The directory for the report is not there or takes no files. */
    REPORT_DIRECTORY,
    /** The name given for the report is a directory's. */
    REPORT_NO_FILE,
    /** The name of a report says no form. */
    REPORT_ENDING,
    /** A size of the season to be made is out of bounds. */
    SEASON_OPTION_OUT_OF_BOUNDS,
    /** The directory for the season to be made holds something. */
    SEASON_DIRECTORY_NOT_EMPTY,
    /** The season to be made cannot be written. */
    SEASON_NOT_WRITTEN
}
