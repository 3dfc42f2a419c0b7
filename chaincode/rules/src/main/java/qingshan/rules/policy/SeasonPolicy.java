package qingshan.rules.policy;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.party.PartyKind;
import qingshan.rules.value.Area;
import qingshan.rules.value.Day;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Lists;
import qingshan.rules.value.Text;

/**
 * The document of a {@code season} policy.
 *
 * @param from first day, included
 * @param to last day, included
 * @param utcOffsetMinutes of the local days
 * @param leafProduct what fresh leaf is called (茶青)
 * @param madeProduct what made tea is called (干茶)
 * @param leafYieldGramsPerMu fresh leaf that a mu may give in the season
 * @param leafPerMadeMin least grams of leaf for a gram of made tea, in millionths, included
 * @param leafPerMadeMax most grams of leaf for a gram of made tea, in millionths, included
 * @param harvestKinds kinds of party whose sales of leaf are harvests
 * @param certificateKinds kinds of party whose sales of leaf need a commitment certificate
 * @param openingStockTo last day, included, on which stock from before the ledger may be declared; absent where none may
 */
public record SeasonPolicy(
        Day from,
        Day to,
        int utcOffsetMinutes,
        Text leafProduct,
        Text madeProduct,
        Grams leafYieldGramsPerMu,
        long leafPerMadeMin,
        long leafPerMadeMax,
        List<PartyKind> harvestKinds,
        List<PartyKind> certificateKinds,
        @Nullable Day openingStockTo) {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger MILLI = BigInteger.valueOf(1_000);

    /** Refuses dates and bands the wrong way round. */
    public SeasonPolicy {
        harvestKinds = Lists.bounded("harvestKinds", harvestKinds, 0, PartyKind.values().length);
        certificateKinds = Lists.bounded("certificateKinds", certificateKinds, 0, PartyKind.values().length);
        if (to.compareTo(from) < 0) {
            throw new IllegalArgumentException("ends before it begins");
        }
        if (leafPerMadeMin <= 0 || leafPerMadeMax < leafPerMadeMin) {
            throw new IllegalArgumentException("has a conversion band that is empty");
        }
        if (utcOffsetMinutes < -18 * 60 || utcOffsetMinutes > 18 * 60) {
            throw new IllegalArgumentException("has an offset from UTC beyond 18 hours");
        }
        if (leafProduct.equals(madeProduct)) {
            throw new IllegalArgumentException("calls leaf and made tea the same");
        }
    }

    /** Whether a day belongs to both seasons. */
    public boolean overlaps(SeasonPolicy other) {
        return from.compareTo(other.to) <= 0 && other.from.compareTo(to) <= 0;
    }

    /**
     * Refuses what happened outside the season.
     *
     * @throws Refusal OUT_OF_SEASON
     */
    public void checkWithin(LedgerTime occurredAt) {
        Day day = occurredAt.day(utcOffsetMinutes);
        if (day.compareTo(from) < 0 || day.compareTo(to) > 0) {
            throw new Refusal(
                    Code.OUT_OF_SEASON,
                    JsonObject.of("field", "occurredAt")
                            .with("day", day.value())
                            .with("from", from.value())
                            .with("to", to.value()));
        }
    }

    /**
     * Refuses opening stock that nobody may declare: fresh leaf, and what is declared too late.
     *
     * @throws Refusal NO_OPENING_STOCK
     */
    public void checkOpeningStock(Text product, LedgerTime occurredAt) {
        if (product.equals(leafProduct)) {
            throw new Refusal(
                    Code.NO_OPENING_STOCK,
                    JsonObject.of("field", "stock.product").with("product", product.value()));
        }
        if (openingStockTo == null || occurredAt.day(utcOffsetMinutes).compareTo(openingStockTo) > 0) {
            JsonObject detail = JsonObject.of("field", "stock.occurredAt");
            throw new Refusal(
                    Code.NO_OPENING_STOCK, openingStockTo == null ? detail : detail.with("to", openingStockTo.value()));
        }
    }

    /**
     * What these areas may give: the sum times the yield, rounded down once, to the gram.
     *
     * @throws Refusal TOO_LARGE beyond what the ledger's numbers hold
     */
    public Grams yieldOf(List<Area> areas) {
        BigInteger milliMu =
                areas.stream().map(a -> BigInteger.valueOf(a.value())).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger grams = milliMu.multiply(BigInteger.valueOf(leafYieldGramsPerMu.value()))
                .divide(MILLI);
        if (grams.compareTo(BigInteger.valueOf(Bounds.INTEGER_MAX)) > 0) {
            throw new Refusal(Code.TOO_LARGE, JsonObject.of("field", "plots").with("gramsMax", Bounds.INTEGER_MAX));
        }
        return new Grams(grams.longValueExact());
    }

    /**
     * Refuses a conversion outside the band, both ends in.
     *
     * @throws Refusal CONVERSION_OUT_OF_BAND
     */
    public void checkConversion(Grams leaf, Grams made) {
        BigInteger l = BigInteger.valueOf(leaf.value()).multiply(MILLION);
        BigInteger m = BigInteger.valueOf(made.value());
        if (l.compareTo(m.multiply(BigInteger.valueOf(leafPerMadeMin))) < 0
                || l.compareTo(m.multiply(BigInteger.valueOf(leafPerMadeMax))) > 0) {
            throw new Refusal(
                    Code.CONVERSION_OUT_OF_BAND,
                    JsonObject.EMPTY
                            .with("leafGrams", leaf.value())
                            .with("madeGrams", made.value())
                            .with("minMillionths", leafPerMadeMin)
                            .with("maxMillionths", leafPerMadeMax));
        }
    }
}
