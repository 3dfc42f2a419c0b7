package qingshan.gateway.list;

/** What a column holds, and so how it is read, written and shown. Quantities are integers of the smallest unit. */
public enum ColumnType {
    /** What people wrote. */
    TEXT,
    /** An id or a name of the ledger's. */
    ID,
    /** One of a few words of the ledger's, which pages translate. */
    CODE,
    /** A document of the ledger's as JSON: programs and spreadsheets have it whole, the page of a list leaves it out. */
    DOCUMENT,
    /** How many. */
    COUNT,
    /** Grams. */
    WEIGHT,
    /** Thousandths of a mu. */
    AREA,
    /** Fen. */
    MONEY,
    /** A moment, to the millisecond. */
    TIME,
    /** A day of the calendar. */
    DAY,
    /** Yes or no. */
    FLAG,
    /** An identity number or a telephone: a list shows its ends, and the whole only who reveals it. */
    MASKED;

    /** Whether it stands to the right. */
    public boolean isNumber() {
        return switch (this) {
            case COUNT, WEIGHT, AREA, MONEY -> true;
            case TEXT, ID, CODE, DOCUMENT, TIME, DAY, FLAG, MASKED -> false;
        };
    }
}
