package qingshan.gateway.season.demo;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sales of a season: growers sell leaf from four to half past ten, traders resell it, made tea goes from six on. */
final class Trade {
    private static final int MADE_DELAY_DAYS = 2;
    private static final double RESALE_SHARE = 0.225;
    private static final double AVERAGE_HOUSEHOLD_MU = 8.6;
    private static final double AVERAGE_SLIP_KG = 12;

    private final County county;

    private final Shape shape;
    private final Dice dice;
    private final TableFile certificates;
    private final Mess slips;
    final Stock leaf;
    final Stock made;
    final Stock tradersLeaf;
    private final Stock tradersMade;
    private final Quota fromGrowers;
    private final Quota resale;
    private final Quota madeTea;
    private final double allWeights;
    private final double scale;
    private long left;
    private long numbered;
    private int repeats;

    Trade(County county, TableFile certificates, TableFile slips) {
        this.county = county;
        this.certificates = certificates;
        SeasonPlan plan = county.plan;
        shape = county.shape;
        dice = new Dice(plan.seed(), "trade");
        this.slips = new Mess(slips, new Dice(plan.seed(), "mess of slips"));
        leaf = new Stock(plan.factories(), 1);
        tradersLeaf = new Stock(plan.traders(), 1);
        made = new Stock(plan.factories(), MADE_DELAY_DAYS);
        tradersMade = new Stock(plan.traders(), 1);
        left = plan.slips();
        double weights = 0;
        double leafWeights = 0;
        for (int day = 0; day < shape.days; day++) {
            weights += shape.leaf(day) + shape.made(day);
            leafWeights += shape.leaf(day);
        }
        allWeights = weights;
        double leafSlips = plan.slips() * leafWeights / weights;
        fromGrowers = new Quota(plan.slips() * (1 - RESALE_SHARE), 240, 639);
        resale = new Quota(plan.slips() * RESALE_SHARE, 285, 689);
        madeTea = new Quota(plan.slips(), 360, 659);
        double kgPerGrower = leafSlips * (1 - RESALE_SHARE) * AVERAGE_SLIP_KG / plan.farmers();
        scale = Math.min(1, 0.45 * AVERAGE_HOUSEHOLD_MU * shape.yieldTenths / 10 / kgPerGrower);
    }

    void day(int day) {
        fromGrowers.day(shape.leaf(day) / allWeights);
        resale.day(shape.leaf(day) / allWeights);
        madeTea.day(shape.made(day) / allWeights);
        made.begin(day);
    }

    void minute(int day, int minute) throws IOException {
        leaf.begin(minute);
        tradersLeaf.begin(minute);
        tradersMade.begin(minute);
        int growers = fromGrowers.due(minute);
        int resales = resale.due(minute);
        int mades = madeTea.due(minute);
        int all = growers + resales + mades;
        for (int i = 0; i < all && left > 0; i++) {
            // spread over the minute in order, so that numbers rise with the time
            int second = (60 * i + dice.below(60)) / all;
            LocalDateTime time = shape.day(day).atTime(minute / 60, minute % 60, second);
            if (repeats > 0) {
                repeats--;
            } else {
                sell(day, time, i < growers ? 0 : i < growers + resales ? 1 : 2);
            }
        }
    }

    /** Sells what rounding left over, in the last hour, and writes what was held back. */
    void finish() throws IOException {
        while (left > 0) {
            sell(shape.days - 1, shape.day(shape.days - 1).atTime(11, 50, dice.below(60)), 0);
        }
        slips.finish();
    }

    private void sell(int day, LocalDateTime time, int kind) throws IOException {
        Stock.@Nullable Found found = null;
        boolean byFactory = kind == 2 && dice.chance(0.33);
        if (kind == 1) {
            found = tradersLeaf.find(dice, 1_000);
        } else if (kind == 2) {
            found = (byFactory ? made : tradersMade).find(dice, 3_000);
            if (found == null) {
                byFactory = !byFactory;
                found = (byFactory ? made : tradersMade).find(dice, 3_000);
            }
        }
        if (found == null) {
            harvest(day, time);
        } else if (kind == 1) {
            resell(day, time, found);
        } else {
            sellMade(day, time, found, byFactory);
        }
    }

    private void harvest(int day, LocalDateTime time) throws IOException {
        int grower = -1;
        long grams = 0;
        for (int tries = 0; tries < 6 && (grower < 0 || county.entitled[grower] < grams); tries++) {
            grower = dice.below(county.plan.farmers());
            double median = county.isCoOperative(grower) ? 36_000 : 10_000;
            grams = Math.max(20, Math.round(scale * dice.logNormal(median, 0.6)));
        }
        grams = Math.min(grams, Math.max(1, county.entitled[grower] / 2));
        county.entitled[grower] -= Math.min(grams, county.entitled[grower]);
        int grade = shape.grade(day, dice);
        boolean toTrader = dice.chance(0.4);
        int buyer = dice.below(toTrader ? county.plan.traders() : county.plan.factories());
        (toTrader ? tradersLeaf : leaf).receive(0, buyer, grade, grams);
        String seller = county.farmer(grower);
        boolean certify = shape.certifiers.contains(county.isCoOperative(grower) ? "合作社" : "茶农");
        String certificate = certify ? certificate(time, grams, seller, county.villageOf(grower)) : "";
        long price = 10 * shape.leafPriceTenths(day, grade, false, dice);
        write(
                time,
                toTrader ? county.trader(buyer) : county.factory(buyer),
                seller,
                "茶青",
                grade,
                grams,
                price,
                certificate);
    }

    private void resell(int day, LocalDateTime time, Stock.Found found) throws IOException {
        long some = Math.max(Math.round(scale * dice.logNormal(12_000, 0.6)), found.grams() / 4);
        // what would be left is too little to sell alone
        long grams = some * 1.8 > found.grams() ? found.grams() : some;
        tradersLeaf.take(found.dealer(), found.grade(), grams);
        int buyer = dice.below(county.plan.factories());
        leaf.receive(0, buyer, found.grade(), grams);
        String seller = county.trader(found.dealer());
        String certificate = shape.certifiers.contains("茶商")
                ? certificate(time, grams, seller, Names.village(found.dealer() % 2))
                : "";
        long price = 10 * shape.leafPriceTenths(day, found.grade(), true, dice);
        write(time, county.factory(buyer), seller, "茶青", found.grade(), grams, price, certificate);
    }

    private void sellMade(int day, LocalDateTime time, Stock.Found found, boolean byFactory) throws IOException {
        long grams = Math.min(found.grams() / 2, Math.round(dice.logNormal(30_000, 0.9)));
        (byFactory ? made : tradersMade).take(found.dealer(), found.grade(), grams);
        boolean toTrader = dice.chance(0.69);
        if (toTrader == !byFactory && (toTrader ? county.plan.traders() : county.plan.factories()) == 1) {
            toTrader = !toTrader;
        }
        int buyers = toTrader ? county.plan.traders() : county.plan.factories();
        int buyer = dice.below(buyers);
        if (toTrader == !byFactory && buyer == found.dealer()) {
            buyer = (buyer + 1) % buyers;
        }
        (toTrader ? tradersMade : made).receive(toTrader ? 0 : day, buyer, found.grade(), grams);
        long price = 100 * shape.madePriceYuan(day, found.grade(), dice);
        write(
                time,
                toTrader ? county.trader(buyer) : county.factory(buyer),
                byFactory ? county.factory(found.dealer()) : county.trader(found.dealer()),
                "干茶",
                found.grade(),
                grams,
                price,
                "");
    }

    private String certificate(LocalDateTime time, long grams, String promisor, String village) throws IOException {
        String number = county.number("HG", certificates.rows() + 1, 7);
        certificates.write(
                number,
                "茶青",
                Shape.decimal(grams + 1 + Math.round(grams * 0.13 * dice.unit()), 3),
                village,
                time.toLocalDate().toString(),
                promisor,
                dice.pick(List.of("自行检测", "自行检测", "委托检测", "自我质量控制")));
        return number;
    }

    private void write(
            LocalDateTime time,
            String buyer,
            String seller,
            String product,
            int grade,
            long grams,
            long priceFen,
            String certificate)
            throws IOException {
        numbered++;
        int scaleNumber = 1 + dice.below(county.scales);
        String[] row = {
            county.number("GD", numbered, 8),
            Clock.write(time, dice),
            (scaleNumber < 10 ? "C0" : "C") + scaleNumber,
            buyer,
            seller,
            product,
            Shape.GRADES.get(grade),
            Shape.decimal(grams, 3),
            product.equals("茶青") ? Shape.tenths(priceFen) : Shape.decimal(priceFen, 2),
            Shape.money(Shape.amountFen(grams, priceFen)),
            county.number("LY", numbered, 8),
            certificate
        };
        left--;
        int more = slips.slip(row, grams, priceFen);
        repeats += more;
        left -= more;
    }
}
