package qingshan.gateway.demo;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.party.Markets;
import qingshan.gateway.party.Names;
import qingshan.gateway.staff.Role;
import qingshan.rules.json.Records;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.policy.PolicyKind;
import qingshan.rules.policy.PolicyStatus;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.value.Area;
import qingshan.rules.value.Day;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/**
 * A market day to try the counter on: a season around today, households with an entitlement that village, town and county
 * approved, a trader who buys, a scale. Everything is named as a demonstration. What is there already is left alone.
 */
@Singleton
final class DemoMarket {
    private static final String SEASON = "demo-";
    private static final int DAYS_BEFORE = 14;
    private static final int DAYS_AFTER = 60;
    private static final Text SCALE = new Text("C01");
    private static final Text VILLAGE = new Text("上安村");
    private static final String TRADER = "YS27000100";
    private static final List<String> HOUSEHOLDS = List.of("YS27000001", "YS27000002", "YS27000003");
    private static final List<String> NAMES = List.of("演示农户甲", "演示农户乙", "演示农户丙");
    /** Thousandths of a mu; enough for hundreds of kilograms. */
    private static final Area AREA = new Area(2_000);

    private final Db db;
    private final DemoStaff staff;
    private final DemoParties parties;
    private final Names names;
    private final Markets markets;

    DemoMarket(Db db, DemoStaff staff, DemoParties parties, Names names, Markets markets) {
        this.db = db;
        this.staff = staff;
        this.parties = parties;
        this.names = names;
        this.markets = markets;
    }

    /**
     * Opens it on a day, unless a season is under way that is no demonstration.
     *
     * @return printed numbers of cards to try, the buyer's last; empty if there is no such market
     */
    List<String> open(LocalDate today) {
        String season = seasonOf(today);
        if (season != null && !season.startsWith(SEASON)) {
            return List.of();
        }
        Name name = new Name(season == null ? SEASON + today : season);
        if (!granted(HOUSEHOLDS.getLast(), name)) {
            scale();
            if (season == null) {
                publish(name, today);
            }
            parties.register(TRADER, "演示茶商", VILLAGE, PartyKind.TRADER);
            for (int i = 0; i < HOUSEHOLDS.size(); i++) {
                parties.register(HOUSEHOLDS.get(i), NAMES.get(i), VILLAGE, PartyKind.HOUSEHOLD);
                entitle(HOUSEHOLDS.get(i), name);
            }
        }
        List<String> cards = new ArrayList<>();
        HOUSEHOLDS.forEach(number -> cards.add(inUse(number)));
        cards.add(inUse(TRADER));
        return cards;
    }

    /** The number of the card that the holder of this one has now: a lost card always has another in its place. */
    private String inUse(String number) {
        return db.one(
                        "SELECT o.number FROM own.card o JOIN read.card c ON c.card = o.id"
                                + " WHERE c.party = ? AND c.lost_at IS NULL ORDER BY o.kept_at DESC, o.number LIMIT 1",
                        row -> row.getString(1),
                        names.ids().party(number).value())
                .orElseThrow();
    }

    private @Nullable String seasonOf(LocalDate day) {
        return db.one("""
                        SELECT name FROM read.policy WHERE kind = 'season'
                          AND ? BETWEEN (document::jsonb ->> 'from')::date AND (document::jsonb ->> 'to')::date
                        ORDER BY starts_with(name, ?), name DESC LIMIT 1""", row -> row.getString(1), day, SEASON).orElse(null);
    }

    private boolean granted(String number, Name season) {
        return db.one(
                        "SELECT 1 FROM read.entitlement WHERE card = ? AND season = ? AND granted > 0",
                        row -> true,
                        names.ids().card(number).value(),
                        season.value())
                .isPresent();
    }

    private void publish(Name season, LocalDate today) {
        Day from = new Day(today.minusDays(DAYS_BEFORE).toString());
        SeasonPolicy policy = new SeasonPolicy(
                from,
                new Day(today.plusDays(DAYS_AFTER).toString()),
                480,
                new Text("茶青"),
                new Text("干茶"),
                new Grams(180_000),
                4_000_000,
                5_200_000,
                List.of(PartyKind.HOUSEHOLD, PartyKind.CO_OPERATIVE),
                List.of(PartyKind.CO_OPERATIVE),
                null);
        staff.send(
                Role.POLICY_OFFICER,
                new PolicyCommand.PublishPolicy(
                        DemoStaff.id("season " + season.value()),
                        DemoStaff.now(),
                        PolicyKind.SEASON,
                        season,
                        1,
                        from,
                        new Note("演示 demonstration"),
                        PolicyStatus.UNVERIFIED,
                        Records.write(policy, SeasonPolicy.class)));
    }

    private void scale() {
        if (markets.scales(staff.of(Role.MARKET_CLERK)).isEmpty()) {
            Id market = markets.of(staff.of(Role.MARKET_CLERK));
            staff.send(
                    Role.REGISTRAR,
                    new PartyCommand.RegisterScale(DemoStaff.id("scale"), DemoStaff.now(), market, SCALE));
        }
    }

    private void entitle(String number, Name season) {
        Id card = names.ofNumber(inUse(number)).orElseThrow().card();
        Id plot = names.ids().plot("D" + number);
        names.keepPlot(plot, new Names.Lies("D" + number, number, "", ""));
        staff.send(
                Role.REGISTRAR,
                new OriginCommand.RegisterPlot(
                        DemoStaff.id("plot " + number),
                        DemoStaff.now(),
                        plot,
                        names.ids().party(number),
                        AREA,
                        null,
                        VILLAGE));
        String of = season.value() + " " + number;
        staff.send(
                Role.VILLAGE_OFFICER,
                new OriginCommand.ProposeEntitlement(
                        DemoStaff.id("proposal " + of), DemoStaff.now(), card, season, List.of(plot)));
        staff.send(
                Role.TOWN_OFFICER,
                new OriginCommand.ApproveByTown(DemoStaff.id("town " + of), DemoStaff.now(), card, season));
        staff.send(
                Role.COUNTY_OFFICER,
                new OriginCommand.ApproveByCounty(DemoStaff.id("county " + of), DemoStaff.now(), card, season));
    }
}
