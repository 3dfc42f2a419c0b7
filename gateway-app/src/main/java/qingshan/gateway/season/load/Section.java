package qingshan.gateway.season.load;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.season.SeasonTable;

/**
 * The parts of an import in the order in which they are sent. Some are tables of the export; the others stand for no row:
 * the season's policy, the market's scales, the cards of the parties, the entitlements that their plots give.
 */
public enum Section {
    SEASON(0, null),
    SCALES(1, null),
    PARTIES(2, SeasonTable.PARTIES),
    CARDS(3, null),
    PLOTS(4, SeasonTable.PLOTS),
    ENTITLEMENTS(5, null),
    CERTIFICATES(6, SeasonTable.CERTIFICATES),
    PRODUCTS(7, SeasonTable.PRODUCTS),
    SLIPS(8, SeasonTable.SLIPS),
    PROCESSING(9, SeasonTable.PROCESSING),
    PACKING(10, SeasonTable.PACKING);

    private final int code;
    private final @Nullable SeasonTable table;

    Section(int code, @Nullable SeasonTable table) {
        this.code = code;
        this.table = table;
    }

    /** The table of the export, or null. */
    public @Nullable SeasonTable table() {
        return table;
    }

    /** The file that it is made from; empty where many rows of one name it. */
    public String file() {
        return switch (this) {
            case SEASON -> "season.json";
            case SCALES -> "";
            case CARDS -> SeasonTable.PARTIES.fileName();
            case ENTITLEMENTS -> SeasonTable.PLOTS.fileName();
            case PARTIES, PLOTS, CERTIFICATES, PRODUCTS, SLIPS, PROCESSING, PACKING ->
                Objects.requireNonNull(table).fileName();
        };
    }

    /** Whether its lines are those of its file, the first one where several make it. */
    public boolean isOfLines() {
        return this != SEASON && this != SCALES;
    }

    /** As the database keeps it; sections are sent in this order. */
    public int code() {
        return code;
    }

    /** As a batch's entry names it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its rows move grams and are decided one by one. */
    public boolean moves() {
        return compareTo(SLIPS) >= 0;
    }

    /** The section of a table. */
    public static Section of(SeasonTable table) {
        for (Section section : values()) {
            if (section.table == table) {
                return section;
            }
        }
        throw new IllegalStateException("no section for " + table);
    }

    /** The section of a code. */
    public static Section of(int code) {
        for (Section section : values()) {
            if (section.code == code) {
                return section;
            }
        }
        throw new IllegalStateException("no section " + code);
    }
}
