package qingshan.rules.testing;

import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.COUNTY_OFFICER;
import static qingshan.rules.testing.Submitters.IMPORTER;
import static qingshan.rules.testing.Submitters.POLICY_OFFICER;
import static qingshan.rules.testing.Submitters.REGISTRAR;
import static qingshan.rules.testing.Submitters.TOWN_OFFICER;
import static qingshan.rules.testing.Submitters.VILLAGE_OFFICER;
import static qingshan.rules.testing.World.commandId;
import static qingshan.rules.testing.World.id;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Submitter;
import qingshan.rules.card.CardCommand;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.party.Witnesses;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.policy.PolicyKind;
import qingshan.rules.policy.PolicyStatus;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.signature.PublicKey;
import qingshan.rules.value.Area;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Day;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/**
 * One short story in which every command is accepted at least once: a grower, a trader and a factory on two days in
 * March. Here is what has to be there before tea moves; {@link StoryOfTea} goes on. The examples in the documents are
 * taken from it.
 */
public class Story {
    public static final Name SEASON = new Name("2026-spring");
    public static final Id MARKET = id("market");
    public static final Text SCALE = new Text("C01");
    public static final Text LEAF = new Text("茶青");
    public static final Text MADE = new Text("干茶");
    public static final Id GROWER = id("card of the grower");
    public static final Id TRADER = id("card of the trader");
    public static final Id FACTORY = id("card of the factory");
    public static final Id NEIGHBOUR = id("card of a grower whose records are adopted");
    public static final Id LABORATORY = id("party of the laboratory");

    /** What the county says of this spring. */
    public static final SeasonPolicy POLICY = new SeasonPolicy(
            new Day("2026-03-01"),
            new Day("2026-05-31"),
            480,
            LEAF,
            MADE,
            new Grams(180_000),
            4_000_000,
            5_200_000,
            List.of(PartyKind.HOUSEHOLD, PartyKind.CO_OPERATIVE),
            List.of(PartyKind.CO_OPERATIVE, PartyKind.ENTERPRISE),
            new Day("2026-03-15"));

    protected final World world;
    protected final TestCard grower = TestCard.of(GROWER, Algorithm.ES256);
    protected final TestCard trader = TestCard.of(TRADER, 2, Algorithm.SM2_SM3);
    protected final TestCard factory = TestCard.of(FACTORY, Algorithm.ES256);
    private long now = new LedgerTime("2026-03-04T22:00:00.000Z").epochMilli();
    private int commands;

    protected Story(World world) {
        this.world = world;
    }

    /** Tells the whole story to an empty ledger. */
    public static World told() {
        World world = new World();
        StoryOfTea story = new StoryOfTea(world);
        story.prepare();
        story.tell();
        return world;
    }

    /** A ledger on which everything is there and no tea has moved. */
    public static World prepared() {
        World world = new World();
        new Story(world).prepare();
        return world;
    }

    final void prepare() {
        market();
        parties();
        keys();
        entitlements();
    }

    private void market() {
        world.put(
                REGISTRAR,
                new PartyCommand.RegisterMarket(next(), at(), MARKET, new Text("青山茶青市场"), new Text(Submitter.TRADE)));
        for (String scale : List.of("C01", "C02")) {
            world.put(REGISTRAR, new PartyCommand.RegisterScale(next(), at(), MARKET, new Text(scale)));
        }
        world.put(CLERK, new PartyCommand.RetireScale(next(), at(), MARKET, new Text("C02")));
        JsonObject document = Records.write(POLICY, SeasonPolicy.class);
        Note source = new Note("县农业农村局 2026 年春茶通知");
        world.put(
                POLICY_OFFICER,
                new PolicyCommand.PublishPolicy(
                        next(),
                        at(),
                        PolicyKind.SEASON,
                        SEASON,
                        1,
                        POLICY.from(),
                        source,
                        PolicyStatus.VERIFIED,
                        document));
    }

    private void parties() {
        party(REGISTRAR, "grower", PartyKind.HOUSEHOLD, "上垟村", GROWER);
        party(REGISTRAR, "trader", PartyKind.TRADER, null, TRADER);
        party(REGISTRAR, "factory", PartyKind.ENTERPRISE, null, FACTORY);
        party(IMPORTER, "neighbour", PartyKind.HOUSEHOLD, "上垟村", NEIGHBOUR);
        world.put(
                REGISTRAR,
                new PartyCommand.RegisterParty(
                        next(), at(), LABORATORY, PartyKind.LABORATORY, null, Digest.of("a salted name")));
    }

    private void party(Submitter by, String name, PartyKind kind, @Nullable String village, Id card) {
        Id party = id("party of the " + name);
        Text home = village == null ? null : new Text(village);
        world.put(
                by,
                new PartyCommand.RegisterParty(next(), at(), party, kind, home, Digest.of("salt and name of " + name)));
        world.put(by, new CardCommand.IssueCard(next(), at(), card, party));
    }

    private void keys() {
        TestCard firstOfTrader = TestCard.of(TRADER, 1, Algorithm.ES256);
        TestCard lost = TestCard.of(FACTORY, 2, Algorithm.ES256);
        add(grower);
        add(firstOfTrader);
        JsonObject rotation = keyForm(trader).with("key", 1);
        world.put(
                CLERK,
                new PartyCommand.RotateKey(
                        next(),
                        at(),
                        TRADER,
                        1,
                        trader.publicKey(),
                        trader.sign("key", keyForm(trader)),
                        firstOfTrader.sign("rotation", rotation)));
        add(factory);
        add(lost);
        world.put(CLERK, new PartyCommand.RevokeKey(next(), at(), FACTORY, 2, new Note("卡遗失")));
    }

    private void add(TestCard card) {
        world.put(
                REGISTRAR,
                new PartyCommand.AddKey(next(), at(), card.card(), card.publicKey(), card.sign("key", keyForm(card))));
    }

    private static JsonObject keyForm(TestCard card) {
        return JsonObject.of("card", card.card().value())
                .with("publicKey", Records.write(card.publicKey(), PublicKey.class));
    }

    private void entitlements() {
        Id plot = id("plot of the grower");
        Id adopted = id("plot of the neighbour");
        plot(REGISTRAR, plot, "grower", 2_500);
        world.put(VILLAGE_OFFICER, new OriginCommand.ProposeEntitlement(next(), at(), GROWER, SEASON, List.of(plot)));
        world.put(TOWN_OFFICER, new OriginCommand.ApproveByTown(next(), at(), GROWER, SEASON));
        world.put(COUNTY_OFFICER, new OriginCommand.ApproveByCounty(next(), at(), GROWER, SEASON));
        plot(IMPORTER, adopted, "neighbour", 1_200);
        world.put(IMPORTER, new OriginCommand.AdoptEntitlement(next(), at(), NEIGHBOUR, SEASON, List.of(adopted)));
    }

    private void plot(Submitter by, Id plot, String party, long thousandths) {
        world.put(
                by,
                new OriginCommand.RegisterPlot(
                        next(),
                        at(),
                        plot,
                        id("party of the " + party),
                        new Area(thousandths),
                        new Text("龙井43"),
                        new Text("上垟村")));
    }

    /** The market attests what its scale weighed. */
    protected static Witnesses atTheMarket() {
        return new Witnesses(MARKET, SCALE, List.of());
    }

    /** The cards sign, in this order. */
    protected static Witnesses signedBy(TestCard... cards) {
        return new Witnesses(
                null, null, Arrays.stream(cards).map(TestCard::next).toList());
    }

    /** The next command's id. */
    protected final CommandId next() {
        return commandId("command " + ++commands);
    }

    /** A minute later than before. */
    protected final LedgerTime at() {
        now += 60_000;
        return LedgerTime.ofEpochMilli(now);
    }
}
