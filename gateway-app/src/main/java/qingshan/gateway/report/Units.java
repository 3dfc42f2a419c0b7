package qingshan.gateway.report;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Weights and amounts as people write them. */
final class Units {
    private static final int GRAMS_DIGITS = 3;
    private static final int FEN_DIGITS = 2;

    private Units() {}

    /** Grams as kilograms with three decimals, for a program. */
    static String kg(BigDecimal grams) {
        return grams.movePointLeft(GRAMS_DIGITS).setScale(GRAMS_DIGITS).toPlainString();
    }

    /** Fen as yuan with two decimals, for a program. */
    static String yuan(BigDecimal fen) {
        return fen.movePointLeft(FEN_DIGITS).setScale(FEN_DIGITS).toPlainString();
    }

    /** Grams as kilograms, for a reader. */
    static String readKg(BigDecimal grams) {
        return format("#,##0.000", grams.movePointLeft(GRAMS_DIGITS));
    }

    /** Fen as yuan, for a reader. */
    static String readYuan(BigDecimal fen) {
        return format("#,##0.00", fen.movePointLeft(FEN_DIGITS));
    }

    /** A number of things, for a reader. */
    static String readCount(long count) {
        return format("#,##0", BigDecimal.valueOf(count));
    }

    private static String format(String pattern, BigDecimal number) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }
}
