package qingshan.gateway.season.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What sort of season it is: days, values of {@code season.json}, and how trade and prices go over its course. Shares and
 * curves are those measured in a county's spring market.
 */
final class Shape {
    static final List<String> GRADES = List.of("特级", "一级", "二级");
    private static final double[] LEAF_YUAN = {237, 131, 70};
    private static final double[] MADE_YUAN = {1120, 600, 285};
    private static final double PEAK = 0.385;
    private static final double WIDTH = 0.174;
    private static final double TAIL = 0.085;
    private static final double MADE_SHARE = 0.18;
    private static final double MADE_RISES_UNTIL = 0.55;
    private static final double PRICE_FALLS_UNTIL = 0.61;
    private static final double LEAF_FALL = 2.94;
    private static final double MADE_FALL = 1.92;

    final String season;
    final LocalDate from;
    final int days;
    final int yieldTenths;
    final int bandMinHundredths;
    final int bandMaxHundredths;
    final boolean decimalsAsText;
    final List<String> certifiers;

    Shape(Dice dice) {
        // of the past, whenever it is made: nobody imports a season that has not begun
        int year = dice.between(2017, 2025);
        int kind = dice.weighted(6, 1, 3);
        season = year + List.of("-spring", "-summer", "-autumn").get(kind);
        from = List.of(LocalDate.of(year, 3, 1), LocalDate.of(year, 6, 10), LocalDate.of(year, 9, 1))
                .get(kind)
                .plusDays(dice.between(0, 12));
        days = List.of(92, 61, 50).get(kind) - dice.between(0, 9);
        yieldTenths = List.of(1800, 1100, 750).get(kind) + 5 * dice.between(-50, 50);
        bandMinHundredths = 400 + 5 * dice.between(-5, 5);
        bandMaxHundredths = 515 + 5 * dice.between(-6, 6);
        decimalsAsText = dice.chance(0.5);
        certifiers = List.of(List.of("合作社", "企业"), List.of("合作社"), List.of("合作社", "茶商", "企业"))
                .get(dice.weighted(6, 3, 1));
    }

    LocalDate to() {
        return from.plusDays(days - 1L);
    }

    LocalDate day(int n) {
        return from.plusDays(n);
    }

    /** How much leaf is sold on a day, against the best day. */
    double leaf(int day) {
        double off = (course(day) - PEAK) / WIDTH;
        return Math.max(TAIL, StrictMath.exp(-off * off / 2));
    }

    /** How much made tea is sold on a day, against the leaf of the best day. */
    double made(int day) {
        return MADE_SHARE * Math.min(1, course(day) / MADE_RISES_UNTIL);
    }

    /** The grade that is picked on a day: fine first, coarse later. */
    int grade(int day, Dice dice) {
        double finest = Math.max(0.03, 0.54 - 0.94 * course(day));
        return dice.weighted(finest, 0.3, 0.7 - finest);
    }

    /** Tenths of a yuan for a kilogram of leaf. */
    long leafPriceTenths(int day, int grade, boolean resale, Dice dice) {
        double yuan = LEAF_YUAN[grade] * fall(day, LEAF_FALL) * (1 + 0.055 * dice.normal()) + (resale ? 3 : 0);
        return Math.max(5, Math.round(yuan * 10));
    }

    /** Yuan for a kilogram of made tea. */
    long madePriceYuan(int day, int grade, Dice dice) {
        return Math.max(10, Math.round(MADE_YUAN[grade] * fall(day, MADE_FALL) * (1 + 0.045 * dice.normal())));
    }

    /** Leaf for one part of made tea, well inside the band. */
    double conversion(Dice dice) {
        double middle = (dice.unit() + dice.unit()) / 2;
        double low = bandMinHundredths / 100.0 + 0.12;
        return low + middle * (bandMaxHundredths / 100.0 - 0.12 - low);
    }

    String settings() {
        String quote = decimalsAsText ? "\"" : "";
        StringBuilder kinds = new StringBuilder();
        for (String kind : certifiers) {
            kinds.append(kinds.isEmpty() ? "" : ", ").append('"').append(kind).append('"');
        }
        return "{\n \"season\": \"" + season + "\",\n \"from\": \"" + from + "\",\n \"to\": \"" + to()
                + "\",\n \"leaf_yield_kg_per_mu\": " + decimal(yieldTenths, 1)
                + ",\n \"leaf_kg_per_made_kg\": {\"min\": "
                + quote + decimal(bandMinHundredths, 2) + quote + ", \"max\": " + quote + decimal(bandMaxHundredths, 2)
                + quote + "},\n \"certificate_required_from\": [" + kinds + "]\n}\n";
    }

    /** A whole number of smallest units as a decimal, without trailing zeros. */
    static String decimal(long units, int decimals) {
        return BigDecimal.valueOf(units, decimals).stripTrailingZeros().toPlainString();
    }

    /** Fen as yuan, one decimal. */
    static String tenths(long fen) {
        return BigDecimal.valueOf(fen / 10, 1).toPlainString();
    }

    /** Fen as yuan, two decimals. */
    static String money(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    /** Weight times price, rounded half up to the fen. */
    static long amountFen(long grams, long fenPerKg) {
        return (grams * fenPerKg + 500) / 1000;
    }

    private double course(int day) {
        return (day + 0.5) / days;
    }

    private double fall(int day, double steepness) {
        return StrictMath.exp(-steepness * Math.min(course(day), PRICE_FALLS_UNTIL));
    }
}
