package qingshan.gateway.counter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.season.load.Ids;
import qingshan.gateway.staff.Desk;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Show;
import qingshan.gateway.web.TestGateway;
import qingshan.rules.Command;
import qingshan.rules.card.CardCommand;
import qingshan.rules.json.Records;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.policy.PolicyKind;
import qingshan.rules.policy.PolicyStatus;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.value.Area;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Day;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/**
 * A market on a day of its season: two scales, growers with an entitlement, a trader who buys. Market and season come first by
 * their names, so that they count also where other tests have brought theirs to the same ledger.
 */
final class MarketDay {
    static final String SCALE = "C01";
    /** 刘秀英, of two mu, who may sell 360 kg. */
    static final String LIU = "NH2700000042";
    /** 周陈余, of a tenth of a mu, who may sell 18 kg. */
    static final String ZHOU = "NH2700000043";
    /** 上安村茶叶专业合作社, which gave no certificate. */
    static final String COOP = "NH2700000044";
    /** 郑茂林, a trader. */
    static final String ZHENG = "SJ27000007";

    private static final Name SEASON = new Name("2026-market");

    private final TestGateway gateway;
    private final Desk desk;
    private final Staff importer;
    private final Ids ids;

    MarketDay(TestGateway gateway) {
        this.gateway = gateway;
        this.desk = gateway.bean(Desk.class);
        this.importer = gateway.account("importer", Role.IMPORTER);
        this.ids = gateway.db().transact(Ids::of);
        Staff registrar = gateway.account("registrar", Role.REGISTRAR);
        Id market = ids.market("茶青市场");
        submit(
                registrar,
                new PartyCommand.RegisterMarket(id(), now(), market, new Text("上垟茶青市场"), new Text("TradeMSP")));
        for (String scale : List.of(SCALE, "C02")) {
            submit(importer, new PartyCommand.RegisterScale(id(), now(), market, new Text(scale)));
        }
        LocalDate today = LocalDate.now(Show.ZONE);
        Day from = new Day(today.minusDays(30).toString());
        SeasonPolicy policy = new SeasonPolicy(
                from,
                new Day(today.plusDays(30).toString()),
                480,
                new Text("茶青"),
                new Text("干茶"),
                new Grams(180_000),
                4_000_000,
                5_200_000,
                List.of(PartyKind.HOUSEHOLD, PartyKind.CO_OPERATIVE),
                List.of(PartyKind.CO_OPERATIVE),
                null);
        submit(
                importer,
                new PolicyCommand.PublishPolicy(
                        id(),
                        now(),
                        PolicyKind.SEASON,
                        SEASON,
                        1,
                        from,
                        new Note("a test"),
                        PolicyStatus.UNVERIFIED,
                        Records.write(policy, SeasonPolicy.class)));
        party(LIU, "刘秀英", "茶农", PartyKind.HOUSEHOLD, "上安村", "12013152023", 2_000);
        party(ZHOU, "周陈余", "茶农", PartyKind.HOUSEHOLD, "新处村", "12038172236", 100);
        party(COOP, "上安村茶叶专业合作社", "合作社", PartyKind.CO_OPERATIVE, "上安村", "12038172237", 3_000);
        party(ZHENG, "郑茂林", "茶商", PartyKind.TRADER, "靖居村", "12099990007", 0);
    }

    /** A party with a card, and a plot with an entitlement if it has land; area in thousandths of a mu. */
    void party(
            String number,
            String name,
            String label,
            PartyKind kind,
            @Nullable String village,
            String mobile,
            long area) {
        Id card = ids.card(number);
        Id party = ids.party(number);
        Text place = village == null ? null : new Text(village);
        submit(importer, new PartyCommand.RegisterParty(id(), now(), party, kind, place, ids.commitment(number, name)));
        submit(importer, new CardCommand.IssueCard(id(), now(), card, party));
        gateway.db()
                .update(
                        "INSERT INTO own.card (id, number, party, kind, name, village, mobile, identity)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, '')",
                        card.value(),
                        number,
                        party.value(),
                        label,
                        name,
                        village == null ? "" : village,
                        mobile);
        if (area > 0) {
            Id plot = ids.plot("D" + number);
            submit(importer, new OriginCommand.RegisterPlot(id(), now(), plot, party, new Area(area), null, place));
            submit(importer, new OriginCommand.AdoptEntitlement(id(), now(), card, SEASON, List.of(plot)));
        }
    }

    /** Another trader; the printed number of the card. */
    String trader(String number, String name) {
        party(number, name, "茶商", PartyKind.TRADER, "靖居村", "1208888" + number.substring(number.length() - 4), 0);
        return number;
    }

    /** Submits as a member of staff. */
    void submit(Staff staff, Command command) {
        desk.submit(staff, command, null);
    }

    static CommandId id() {
        return new CommandId(UUID.randomUUID().toString());
    }

    static LedgerTime now() {
        return LedgerTime.ofEpochMilli(Instant.now().toEpochMilli());
    }
}
