package qingshan.gateway.season.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import qingshan.gateway.season.SeasonTable;
import qingshan.rules.pack.Gtin;

/** Who and what there is: villages, parties, plots, products. What is kept in memory is a few numbers for each party. */
final class County {
    private static final int FARMERS_A_VILLAGE = 13;
    private static final int VILLAGES_MAX = 300;
    private static final int CO_OPERATIVE_EVERY = 17;
    private static final List<String> CULTIVARS = List.of("龙井43", "鸠坑", "嘉茗1号", "迎霜", "福鼎大白", "金萱");
    private static final List<String> TEAS = List.of("香茶", "毛峰", "炒青", "云雾", "白茶");
    private static final List<String> ENGLISH = List.of("Fragrant tea", "Maofeng", "Roasted green", "Cloud and mist");
    private static final int[] PACKS = {50, 100, 250};

    final SeasonPlan plan;
    final Shape shape;
    final int scales;
    /** Grams that each grower may still sell. */
    final long[] entitled;

    private final int[] villageOf;
    private final int villages;
    private final int[] packsOf;
    private final String yy;
    private final double west;
    private final double south;

    County(SeasonPlan plan, Shape shape) {
        this.plan = plan;
        this.shape = shape;
        yy = shape.season.substring(2, 4);
        villages = Math.clamp(plan.farmers() / FARMERS_A_VILLAGE, 2, VILLAGES_MAX);
        scales = Math.clamp(2 + plan.slips() / 400, 2, 300);
        entitled = new long[plan.farmers()];
        villageOf = new int[plan.farmers()];
        packsOf = new int[plan.factories()];
        Dice dice = new Dice(plan.seed(), "where");
        west = 119.0 + dice.below(40) / 100.0;
        south = 28.1 + dice.below(40) / 100.0;
    }

    boolean isCoOperative(int farmer) {
        return farmer % CO_OPERATIVE_EVERY == CO_OPERATIVE_EVERY - 1;
    }

    String farmer(int n) {
        return number("NH", n, 6);
    }

    String trader(int n) {
        return number("SJ", n, 5);
    }

    String factory(int n) {
        return number("CJ", n, 5);
    }

    String villageOf(int farmer) {
        return Names.village(villageOf[farmer]);
    }

    /** A number of this season, such as {@code GD2700000042}. */
    String number(String prefix, long n, int width) {
        String digits = Long.toString(n);
        return prefix + yy + "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    /** Net grams of one of a factory's products. */
    int packOf(int factory, Dice dice) {
        int chosen = dice.below(PACKS.length);
        while ((packsOf[factory] & 1 << chosen) == 0) {
            chosen = (chosen + 1) % PACKS.length;
        }
        return PACKS[chosen];
    }

    /** The GTIN of a factory's product, under GS1's prefix for demonstrations. */
    static String gtin(int factory, int netGrams) {
        String digits = "952" + pad(factory + 1, 5) + pad(netGrams, 4);
        int check = 0;
        while (!Gtin.isGood(digits + check)) {
            check++;
        }
        return digits + check;
    }

    void write(Path directory) throws IOException {
        Dice files = new Dice(plan.seed(), "encoding");
        try (TableFile parties = new TableFile(directory, SeasonTable.PARTIES, files)) {
            writeParties(parties, new Dice(plan.seed(), "parties"));
        }
        try (TableFile plots = new TableFile(directory, SeasonTable.PLOTS, files)) {
            writePlots(plots, new Dice(plan.seed(), "plots"));
        }
        try (TableFile products = new TableFile(directory, SeasonTable.PRODUCTS, files)) {
            writeProducts(products, new Dice(plan.seed(), "products"));
        }
    }

    private void writeParties(TableFile out, Dice dice) throws IOException {
        for (int i = 0; i < plan.farmers(); i++) {
            villageOf[i] = dice.below(villages);
            boolean many = isCoOperative(i);
            String name = many ? Names.coOperative(dice, Names.village(dice.below(villages))) : Names.person(dice);
            String identity = many ? "93990000NA" + dice.digits(8) : "990000" + birthday(dice) + dice.digits(4);
            out.write(farmer(i), name, many ? "合作社" : "茶农", villageOf(i), mobile(dice), identity);
        }
        for (int i = 0; i < plan.traders(); i++) {
            String village = Names.village(dice.below(villages));
            String identity = "990000" + birthday(dice) + dice.digits(4);
            out.write(trader(i), Names.person(dice), "茶商", village, mobile(dice), identity);
        }
        for (int i = 0; i < plan.factories(); i++) {
            String village = Names.village(dice.below(villages));
            out.write(factory(i), Names.factory(dice), "企业", village, mobile(dice), "91990000MA" + dice.digits(8));
        }
    }

    private void writePlots(TableFile out, Dice dice) throws IOException {
        double[] longitudes = new double[villages];
        double[] latitudes = new double[villages];
        for (int v = 0; v < villages; v++) {
            longitudes[v] = west + 0.28 * dice.unit();
            latitudes[v] = south + 0.22 * dice.unit();
        }
        for (int i = 0; i < plan.farmers(); i++) {
            boolean many = isCoOperative(i);
            int count = 1 + (many ? dice.weighted(3, 0, 4) : dice.weighted(58, 44, 21));
            long tenths = 0;
            for (int k = 0; k < count; k++) {
                int area = many ? dice.between(126, 486) : dice.between(8, 89);
                tenths += area;
                int v = villageOf[i];
                out.write(
                        number("TD", out.rows() + 1, 6),
                        farmer(i),
                        Shape.decimal(area, 1),
                        dice.pick(CULTIVARS),
                        villageOf(i),
                        degrees(longitudes[v] + 0.026 * (dice.unit() + dice.unit() - 1)),
                        degrees(latitudes[v] + 0.024 * (dice.unit() + dice.unit() - 1)));
            }
            // tenths of a mu times tenths of a kilogram a mu, in grams
            entitled[i] = tenths * shape.yieldTenths * 10;
        }
    }

    private void writeProducts(TableFile out, Dice dice) throws IOException {
        for (int i = 0; i < plan.factories(); i++) {
            int left = dice.below(3);
            for (int k = 0; k < PACKS.length; k++) {
                if (k == left && dice.chance(0.5)) {
                    continue;
                }
                packsOf[i] |= 1 << k;
                out.write(
                        gtin(i, PACKS[k]),
                        factory(i),
                        dice.pick(TEAS),
                        dice.pick(ENGLISH),
                        "绿茶",
                        Integer.toString(PACKS[k]),
                        dice.chance(0.5) ? "GB/T 14456.1" : "DB33/T 239",
                        "18",
                        "SC114" + dice.digits(11),
                        "000-0000000");
            }
        }
    }

    private static String birthday(Dice dice) {
        return dice.between(1950, 1999) + pad(dice.between(1, 12), 2) + pad(dice.between(1, 28), 2);
    }

    /** 120 is no prefix of any mobile network. */
    private static String mobile(Dice dice) {
        return "120" + dice.digits(8);
    }

    private static String degrees(double value) {
        long units = Math.round(value * 100_000);
        return units / 100_000 + "." + pad((int) (units % 100_000), 5);
    }

    private static String pad(int n, int width) {
        String digits = Integer.toString(n);
        return "0".repeat(width - digits.length()) + digits;
    }
}
