package qingshan.gateway.season;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Code;
import qingshan.rules.pack.Gtin;

/**
 * Checks a row of slips, processing or packing by itself: the first reason that holds, in the format's order. It
 * remembers nothing between rows.
 */
public final class RowChecks {
    private static final BigInteger GRAMS_PER_KG = BigInteger.valueOf(1000);
    private static final BigInteger HALF_KG = BigInteger.valueOf(500);
    private static final BigInteger TOLERANCE_FEN = BigInteger.ONE;

    private final long from;
    private final long until;

    /** Checks against a season's days. */
    public RowChecks(SeasonSettings settings) {
        from = settings.fromEpochMilli();
        until = settings.untilEpochMilli();
    }

    /**
     * Checks a row.
     *
     * @param row of slips, processing or packing
     * @param earlier whether its number stood in the table before; not asked when it has none
     * @param register at least the row's own cards and product
     */
    public Checked check(Row row, Earlier earlier, Register register) {
        Column number = row.table().columns().getFirst();
        if (row.number().isEmpty()) {
            return refused(Code.MISSING_FIELD, row, number.name());
        }
        return switch (earlier) {
            case EQUAL -> refused(Code.DUPLICATE, row, number.name());
            case DIFFERENT -> refused(Code.CONFLICTING_DUPLICATE, row, number.name());
            case NONE ->
                switch (row.table()) {
                    case SLIPS -> slip(row, register);
                    case PROCESSING -> processing(row, register);
                    case PACKING -> packing(row, register);
                    case PARTIES, PLOTS, CERTIFICATES, PRODUCTS ->
                        throw new IllegalArgumentException("rows of " + row.table() + " have no outcome");
                };
        };
    }

    private Checked slip(Row row, Register register) {
        Fields f = new Fields(row);
        f.named("buyer", "seller", "product", "grade");
        long grams = f.thousandths("kg");
        long price = f.hundredths("price");
        long amount = f.hundredths("amount");
        long time = f.time();
        f.cards(register, "buyer", "seller");
        if (f.sound() && row.field("buyer").equals(row.field("seller"))) {
            f.refuse(Code.SELF_TRADE, "seller");
        }
        f.inSeason(time);
        if (f.sound() && !amountsAgree(grams, price, amount)) {
            f.refuse(Code.AMOUNT_MISMATCH, "amount");
        }
        return f.outcome(() -> new SoundRow.Slip(
                row.number(),
                time,
                row.field("scale"),
                row.field("buyer"),
                row.field("seller"),
                row.field("product"),
                row.field("grade"),
                grams,
                price,
                amount,
                row.field("sample"),
                row.field("certificate")));
    }

    private Checked processing(Row row, Register register) {
        Fields f = new Fields(row);
        f.named("factory", "gradeIn", "gradeOut");
        long gramsIn = f.thousandths("kgIn");
        long gramsOut = f.thousandths("kgOut");
        long time = f.time();
        f.cards(register, "factory");
        f.inSeason(time);
        return f.outcome(() -> new SoundRow.Processing(
                row.number(),
                time,
                row.field("factory"),
                row.field("gradeIn"),
                gramsIn,
                row.field("gradeOut"),
                gramsOut));
    }

    private Checked packing(Row row, Register register) {
        Fields f = new Fields(row);
        f.named("factory", "batch", "gtin");
        long grams = f.whole("gramsPerPack");
        long packs = f.whole("packs");
        long time = f.time();
        f.cards(register, "factory");
        f.inSeason(time);
        if (f.sound()) {
            String gtin = row.field("gtin");
            Register.Product listed = register.product(gtin);
            if (!Gtin.isShortest(gtin)) {
                f.refuse(Code.BAD_GTIN, "gtin");
            } else if (listed != null && !listed.equals(new Register.Product(row.field("factory"), grams))) {
                f.refuse(Code.GTIN_MISMATCH, "gtin");
            }
        }
        return f.outcome(() -> new SoundRow.Packing(
                row.number(), time, row.field("factory"), row.field("batch"), grams, packs, row.field("gtin")));
    }

    /** Weight times price, rounded half up to the fen, is at most one fen away. Twelve digits each do not fit a long. */
    static boolean amountsAgree(long grams, long fenPerKg, long amountFen) {
        BigInteger product = BigInteger.valueOf(grams)
                .multiply(BigInteger.valueOf(fenPerKg))
                .add(HALF_KG)
                .divide(GRAMS_PER_KG);
        return product.subtract(BigInteger.valueOf(amountFen)).abs().compareTo(TOLERANCE_FEN) <= 0;
    }

    private static Checked refused(Code fault, Row row, String column) {
        return new Checked.Refused(fault, column, row.field(column));
    }

    /** Looks at a row's fields in turn and keeps the first fault; after one, the rest is not looked at. */
    private final class Fields {
        private final Row row;
        private Checked.@Nullable Refused fault;

        Fields(Row row) {
            this.row = row;
        }

        boolean sound() {
            return fault == null;
        }

        void refuse(Code reason, String column) {
            if (fault == null) {
                fault = new Checked.Refused(reason, column, row.field(column));
            }
        }

        void named(String... columns) {
            for (String column : columns) {
                if (row.field(column).isEmpty()) {
                    refuse(Code.MISSING_FIELD, column);
                }
            }
        }

        long thousandths(String column) {
            return number(column, Exact.thousandths(row.field(column)));
        }

        long hundredths(String column) {
            return number(column, Exact.hundredths(row.field(column)));
        }

        long whole(String column) {
            return number(column, Exact.whole(row.field(column)));
        }

        private long number(String column, long value) {
            if (value == Exact.NONE) {
                refuse(row.field(column).isEmpty() ? Code.MISSING_FIELD : Code.BAD_NUMBER, column);
            }
            return value;
        }

        long time() {
            String text = row.field("time");
            OptionalLong time = MarketTime.parse(text);
            if (time.isEmpty()) {
                refuse(text.isEmpty() ? Code.MISSING_FIELD : Code.BAD_TIME, "time");
            }
            return time.orElse(0);
        }

        void cards(Register register, String... columns) {
            for (String column : List.of(columns)) {
                if (register.kind(row.field(column)) == null) {
                    refuse(Code.UNKNOWN_CARD, column);
                }
            }
        }

        void inSeason(long time) {
            if (time < from || time >= until) {
                refuse(Code.OUT_OF_SEASON, "time");
            }
        }

        Checked outcome(Supplier<SoundRow> made) {
            return fault == null ? new Checked.Sound(made.get()) : fault;
        }
    }
}
