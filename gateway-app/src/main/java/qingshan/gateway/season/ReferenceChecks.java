package qingshan.gateway.season;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import qingshan.rules.pack.Gtin;
import qingshan.rules.party.PartyKind;

/** Checks rows of parties, plots, certificates and products. Every fault of every row is reported, not only the first. */
public final class ReferenceChecks {
    private final Predicate<String> isCard;
    private final Consumer<BadReference> bad;

    /**
     * Checks that report to one place.
     *
     * @param isCard whether {@code parties.csv} has a card
     * @param bad takes each fault, in the order of rows and columns
     */
    public ReferenceChecks(Predicate<String> isCard, Consumer<BadReference> bad) {
        this.isCard = isCard;
        this.bad = bad;
    }

    /**
     * Checks a row.
     *
     * @param row of parties, plots, certificates or products
     * @param seenBefore whether its number stood in the file before
     * @return the row with its values, or null when a fault was reported
     */
    public @Nullable ReferenceRow check(Row row, boolean seenBefore) {
        Faults f = new Faults(row);
        f.number(seenBefore);
        return switch (row.table()) {
            case PARTIES -> party(row, f);
            case PLOTS -> {
                f.card("card");
                long area = f.thousandths("area");
                yield f.none() ? new ReferenceRow.Plot(row.number(), row.field("card"), area, row) : null;
            }
            case CERTIFICATES -> {
                long grams = f.thousandths("kg");
                f.day("day");
                f.card("promisor");
                yield f.none()
                        ? new ReferenceRow.Certificate(
                                row.number(), row.field("promisor"), row.field("product"), grams, row.field("day"), row)
                        : null;
            }
            case PRODUCTS -> {
                f.gtin(row.number());
                f.card("factory");
                long grams = f.whole("netGrams");
                yield f.none() ? new ReferenceRow.Product(row.number(), row.field("factory"), grams, row) : null;
            }
            case SLIPS, PROCESSING, PACKING ->
                throw new IllegalArgumentException("rows of " + row.table() + " stop nothing");
        };
    }

    private static @Nullable ReferenceRow party(Row row, Faults f) {
        PartyKind kind = Kinds.of(row.field("kind"));
        if (kind == null) {
            f.report("kind", ReferenceFault.UNKNOWN_KIND);
            return null;
        }
        return f.none() ? new ReferenceRow.Party(row.number(), kind, row) : null;
    }

    private final class Faults {
        private final Row row;
        private int found;

        Faults(Row row) {
            this.row = row;
        }

        boolean none() {
            return found == 0;
        }

        void report(String column, ReferenceFault fault) {
            found++;
            bad.accept(new BadReference(row.table(), row.line(), column, row.field(column), fault));
        }

        void number(boolean seenBefore) {
            String column = row.table().columns().getFirst().name();
            if (row.number().isEmpty()) {
                report(column, ReferenceFault.NO_NUMBER);
            } else if (seenBefore) {
                report(column, ReferenceFault.SEEN_BEFORE);
            }
        }

        void card(String column) {
            if (!isCard.test(row.field(column))) {
                report(column, ReferenceFault.UNKNOWN_CARD);
            }
        }

        long thousandths(String column) {
            return number(column, Exact.thousandths(row.field(column)));
        }

        long whole(String column) {
            return number(column, Exact.whole(row.field(column)));
        }

        private long number(String column, long value) {
            if (value == Exact.NONE) {
                report(column, ReferenceFault.BAD_NUMBER);
            }
            return value;
        }

        void day(String column) {
            if (!MarketTime.isDay(row.field(column))) {
                report(column, ReferenceFault.BAD_DAY);
            }
        }

        void gtin(String value) {
            if (!value.isEmpty() && !Gtin.isShortest(value)) {
                report("gtin", ReferenceFault.BAD_GTIN);
            }
        }
    }
}
