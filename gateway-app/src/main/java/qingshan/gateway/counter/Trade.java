package qingshan.gateway.counter;

import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Fen;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Text;

/**
 * What a clerk settles.
 *
 * @param id of the command; the page makes it and keeps it before it sends
 * @param at when it was weighed
 * @param scale of the market
 * @param seller printed number of the card
 * @param buyer printed number of the card
 * @param grade such as 一级
 * @param gross what stood on the scale
 * @param tare of it, basket and bag
 * @param price for a jin of 500 g or for a kilogram
 * @param unit for which the price was said
 * @param weighed whether the gross weight is a reading of the scale; the gateway believes it only if it had that reading
 * @param paper the number of the paper slip, where it is entered later
 */
record Trade(
        CommandId id,
        LedgerTime at,
        Text scale,
        Text seller,
        Text buyer,
        Text grade,
        Grams gross,
        Grams tare,
        Fen price,
        Unit unit,
        boolean weighed,
        @Nullable Text paper) {
    /** What a price is for. */
    enum Unit {
        /** 500 g. */
        JIN,
        /** 1,000 g. */
        KG
    }

    /** Refuses a weight that nothing is left of, and figures whose product the ledger does not hold. */
    Trade {
        if (tare.compareTo(gross) >= 0) {
            throw new IllegalArgumentException("has no net weight: the tare is not less than the gross weight");
        }
        if (gross.value() > GRAMS_MAX || price.value() > FEN_MAX) {
            throw new IllegalArgumentException("weighs more than 100 t, or costs more than a million yuan");
        }
        if (price.value() == 0) {
            throw new IllegalArgumentException("has no price");
        }
    }

    private static final long GRAMS_MAX = 100_000_000;
    private static final long FEN_MAX = 100_000_000;
    private static final long GRAMS_PER_KG = 1_000;

    static {
        if (GRAMS_MAX * (2 * FEN_MAX) / GRAMS_PER_KG > Bounds.INTEGER_MAX) {
            throw new IllegalStateException("an amount would be more than the ledger holds");
        }
    }

    Grams net() {
        return gross.minus(tare);
    }

    Fen fenPerKg() {
        return unit == Unit.JIN ? new Fen(2 * price.value()) : price;
    }

    /** Net weight times price, rounded half up to the fen. */
    Fen amount() {
        return new Fen((net().value() * fenPerKg().value() + GRAMS_PER_KG / 2) / GRAMS_PER_KG);
    }
}
