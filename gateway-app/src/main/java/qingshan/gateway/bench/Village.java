package qingshan.gateway.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.ledger.Command;
import qingshan.rules.Opening;
import qingshan.rules.Submitter;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Slip;
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
import qingshan.rules.signature.PublicKey;
import qingshan.rules.value.Area;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Day;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Fen;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.Salt;
import qingshan.rules.value.Text;

/** A market, its season, and people with cards that sign, made on a ledger by the commands that anyone would use. */
final class Village {
    static final Text LEAF = new Text("茶青");
    static final Text MADE = new Text("干茶");
    static final Text GRADE = new Text("一级");
    static final Text SCALE = new Text("C01");
    static final Name SEASON = new Name("bench");

    /** Of a slip that both sign. */
    static final long SIGNED_GRAMS = 1_000;

    private static final long DAY_MS = 24 * 60 * 60 * 1000L;
    private static final long SEASON_DAYS = 60;
    private static final int UTC_OFFSET_MINUTES = 480;
    private static final long FEN_PER_KG = 16_000;
    /** A thousand mu: no slip of a benchmark is to be refused. */
    private static final Area PLOT = new Area(1_000_000);

    private final Sender sender;
    private final String name;
    private final AtomicLong commands = new AtomicLong();
    private final AtomicLong nowMs;

    /**
     * Nothing there yet.
     *
     * @param name tells villages of one ledger apart
     */
    Village(Sender sender, String name) {
        this.sender = sender;
        this.name = name;
        nowMs = new AtomicLong(System.currentTimeMillis());
    }

    /** A grower, a trader and a factory. */
    record Trio(HolderKey grower, HolderKey trader, HolderKey factory) {}

    Sender sender() {
        return sender;
    }

    Id market() {
        return id("market");
    }

    Id id(String of) {
        return new Id(hex(of));
    }

    CommandId next() {
        String hex = hex("command " + commands.incrementAndGet());
        return new CommandId(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    /** Now, and a moment after the one before: what is long past would be refused. */
    LedgerTime at() {
        return LedgerTime.ofEpochMilli(nowMs.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis())));
    }

    /** The season of the policy that {@link #found()} publishes: from long before today until long after. */
    SeasonPolicy policy() {
        return new SeasonPolicy(
                day(-SEASON_DAYS),
                day(SEASON_DAYS),
                UTC_OFFSET_MINUTES,
                LEAF,
                MADE,
                new Grams(180_000),
                4_000_000,
                5_200_000,
                List.of(PartyKind.HOUSEHOLD, PartyKind.CO_OPERATIVE),
                List.of(PartyKind.CO_OPERATIVE, PartyKind.ENTERPRISE),
                day(SEASON_DAYS));
    }

    /** Makes market, scale and season. */
    Village found() {
        settle();
        sender.send(Staff.POLICY_OFFICER, publication(1));
        return this;
    }

    /** Makes market and scale, where another village has made the season. */
    Village settle() {
        sender.send(
                Staff.REGISTRAR,
                new PartyCommand.RegisterMarket(next(), at(), market(), new Text("茶青市场"), new Text(Submitter.TRADE)));
        sender.send(Staff.REGISTRAR, new PartyCommand.RegisterScale(next(), at(), market(), SCALE));
        return this;
    }

    /** The season's policy, published once more. */
    PolicyCommand.PublishPolicy publication(int version) {
        return new PolicyCommand.PublishPolicy(
                next(),
                at(),
                PolicyKind.SEASON,
                SEASON,
                version,
                day(-SEASON_DAYS),
                new Note("a benchmark"),
                PolicyStatus.UNVERIFIED,
                Records.write(policy(), SeasonPolicy.class));
    }

    /** Makes three people with cards and keys; the grower may harvest. */
    Trio trio(int number) {
        Trio trio = new Trio(
                person("grower " + number, PartyKind.HOUSEHOLD),
                person("trader " + number, PartyKind.TRADER),
                person("factory " + number, PartyKind.ENTERPRISE));
        Id plot = id("plot " + number);
        sender.send(Staff.IMPORTER, registration(plot, "grower " + number));
        sender.send(
                Staff.IMPORTER,
                new OriginCommand.AdoptEntitlement(next(), at(), trio.grower().card(), SEASON, List.of(plot)));
        return trio;
    }

    HolderKey person(String who, PartyKind kind) {
        HolderKey key = new HolderKey(id("card " + who));
        sender.send(
                Staff.REGISTRAR,
                new PartyCommand.RegisterParty(
                        next(), at(), id("party " + who), kind, new Text("上垟村"), Digest.of(who)));
        sender.send(Staff.REGISTRAR, new CardCommand.IssueCard(next(), at(), key.card(), id("party " + who)));
        sender.send(
                Staff.REGISTRAR,
                new PartyCommand.AddKey(next(), at(), key.card(), key.publicKey(), key.sign("key", keyForm(key))));
        return key;
    }

    OriginCommand.RegisterPlot registration(Id plot, String who) {
        return new OriginCommand.RegisterPlot(
                next(), at(), plot, id("party " + who), PLOT, new Text("龙井43"), new Text("上垟村"));
    }

    /** What a new key signs to show that somebody holds it. */
    static JsonObject keyForm(HolderKey key) {
        return JsonObject.of("card", key.card().value())
                .with("publicKey", Records.write(key.publicKey(), PublicKey.class));
    }

    /**
     * A kilogram sold by slips that seller and buyer signed, ready to be sent: an even one from the grower to the trader,
     * the odd one after it on to the factory.
     */
    Command signedSlip(Trio people, int number) {
        Opening opening = opening(SIGNED_GRAMS);
        return Sender.submission(Staff.CLERK, signed(people, number, opening), Sender.single(opening));
    }

    CardCommand.RecordSlip signed(Trio people, int number, Opening opening) {
        return number % 2 == 0
                ? signed(Slip.Source.HARVEST, people.grower(), people.trader(), opening)
                : signed(Slip.Source.HOLDING, people.trader(), people.factory(), opening);
    }

    private CardCommand.RecordSlip signed(Slip.Source source, HolderKey seller, HolderKey buyer, Opening opening) {
        Witnesses signers = new Witnesses(null, null, List.of(seller.next(), buyer.next()));
        Slip slip = slip(source, seller.card(), buyer.card(), SIGNED_GRAMS, opening, null, signers);
        JsonObject body = Records.write(slip, Slip.class);
        return new CardCommand.RecordSlip(null, slip, List.of(seller.sign("slip", body), buyer.sign("slip", body)));
    }

    Slip slip(
            Slip.Source source,
            Id seller,
            Id buyer,
            long grams,
            Opening opening,
            @Nullable Text certificate,
            Witnesses witnesses) {
        return new Slip(
                SEASON,
                source,
                seller,
                buyer,
                LEAF,
                GRADE,
                new Grams(grams),
                at(),
                certificate,
                null,
                null,
                opening.commitment(),
                witnesses);
    }

    Opening opening(long grams) {
        long fen = (grams * FEN_PER_KG + 500) / 1000;
        return new Opening(new Fen(fen), new Fen(FEN_PER_KG), new Salt(hex("salt " + commands.incrementAndGet())));
    }

    private Day day(long off) {
        return LedgerTime.ofEpochMilli(nowMs.get() + off * DAY_MS).day(UTC_OFFSET_MINUTES);
    }

    private String hex(String of) {
        return Digest.of(name + "/" + of).value().substring(0, 32);
    }
}
