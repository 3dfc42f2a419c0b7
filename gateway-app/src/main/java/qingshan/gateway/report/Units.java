package qingshan.gateway.report;

import java.math.BigDecimal;

/** Weights and amounts as people write them. */
final class Units {
    private Units() {}

    /** Grams as kilograms, three decimals. */
    static String kg(long grams) {
        return BigDecimal.valueOf(grams, 3).toPlainString();
    }

    /** Fen as yuan, two decimals. */
    static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }
}
