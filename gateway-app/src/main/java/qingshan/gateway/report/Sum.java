package qingshan.gateway.report;

import java.math.BigDecimal;

/**
 * Rows added up. The sums may be larger than a {@code long}: a refused row may say any weight.
 *
 * @param rows how many
 * @param grams their weight, as far as it is a number
 * @param fen their amount, as far as it is a number
 */
public record Sum(long rows, BigDecimal grams, BigDecimal fen) {
    static final Sum ZERO = of(0);

    static Sum of(long rows) {
        return new Sum(rows, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    static Sum ofGrams(BigDecimal grams) {
        return new Sum(1, grams, BigDecimal.ZERO);
    }

    Sum plus(Sum other) {
        return new Sum(rows + other.rows, grams.add(other.grams), fen.add(other.fen));
    }
}
