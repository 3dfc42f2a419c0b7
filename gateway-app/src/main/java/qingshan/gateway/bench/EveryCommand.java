package qingshan.gateway.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.ledger.Ledger;
import qingshan.rules.Command;
import qingshan.rules.Opening;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Loss;
import qingshan.rules.card.Reversal;
import qingshan.rules.card.Slip;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.Blending;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Packing;
import qingshan.rules.pack.Processing;
import qingshan.rules.pack.Product;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.PublicKey;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Counts what every single command asks of the state, each in the plainest case: one lot, one key, one plot. */
final class EveryCommand {
    static final String SIGNED = "signed";
    static final String ATTESTED = "attested";
    static final String HARVEST = "harvest";
    static final String HOLDING = "holding";
    /** From holding, under a commitment certificate. */
    static final String CERTIFIED = "certified";

    static final String PLAIN = "plain";

    private static final String GTIN = "6909123456784";

    private final List<Asked> asked = new ArrayList<>();
    private final Sender sender;
    private final Village village;
    private @Nullable String how;

    private EveryCommand(UnaryOperator<Ledger> around) {
        sender = new Sender(
                around.apply(new CountedLedger(actor -> Staff.of(actor).submitter(), this::taken)));
        village = new Village(sender, "every command");
    }

    /**
     * What one command asked of the state.
     *
     * @param command its name
     * @param how who stands behind it, and where a slip's grams came from
     */
    record Asked(String command, String how, long gets, long ranges, long puts) {
        long total() {
            return gets + ranges + puts;
        }
    }

    /** All of them; OpenRun and RecordBatch are counted where a season is imported. */
    static List<Asked> count() {
        return count(UnaryOperator.identity());
    }

    /**
     * The same, with something put between what sends the commands and what counts.
     *
     * @param around gives what the commands are sent to, and passes them on
     */
    static List<Asked> count(UnaryOperator<Ledger> around) {
        EveryCommand every = new EveryCommand(around);
        every.village.found();
        every.market();
        Village.Trio people = every.people();
        RecordName leaf = every.leaf(people);
        every.corrections(people);
        RecordName run = every.tea(people.factory());
        EveryWord words = new EveryWord(every.village, every::count);
        words.label(run, people.factory());
        new EveryInspection(every.village, every::count).inspect(leaf, run, people);
        words.say(leaf, people.grower());
        return every.asked;
    }

    /** Sends a command and notes what it asked. */
    interface Counting {
        JsonObject send(String how, Staff by, Command command, @Nullable Opening opening);
    }

    private JsonObject count(String standing, Staff by, Command command, @Nullable Opening opening) {
        how = standing;
        JsonObject answer = sender.send(Sender.submission(by, command, Sender.single(opening)));
        how = null;
        return answer;
    }

    private void taken(String transaction, JsonObject command, CountedState counts) {
        if (how != null) {
            asked.add(new Asked(transaction, how, counts.gets(), counts.ranges(), counts.puts()));
        }
    }

    private void count(Staff by, Command command) {
        count(PLAIN, by, command, null);
    }

    private void market() {
        Id market = village.id("another market");
        Text scale = new Text("C02");
        count(
                Staff.REGISTRAR,
                new PartyCommand.RegisterMarket(next(), village.at(), market, new Text("茶市"), new Text("TradeMSP")));
        count(Staff.REGISTRAR, new PartyCommand.RegisterScale(next(), village.at(), market, scale));
        count(Staff.CLERK, new PartyCommand.RetireScale(next(), village.at(), market, scale));
        count(Staff.POLICY_OFFICER, village.publication(2));
    }

    private Village.Trio people() {
        Village.Trio trio = village.trio(0);
        Id card = village.id("another card");
        Id party = village.id("party other");
        HolderKey key = new HolderKey(card);
        HolderKey newer = new HolderKey(card);
        count(
                Staff.REGISTRAR,
                new PartyCommand.RegisterParty(
                        next(), village.at(), party, PartyKind.HOUSEHOLD, null, Digest.of("another")));
        count(Staff.REGISTRAR, new CardCommand.IssueCard(next(), village.at(), card, party));
        count(Staff.REGISTRAR, new PartyCommand.AddKey(next(), village.at(), card, key.publicKey(), proof(key)));
        JsonObject rotation = JsonObject.of("card", card.value())
                .with("key", 1)
                .with("publicKey", Records.write(newer.publicKey(), PublicKey.class));
        count(
                Staff.CLERK,
                new PartyCommand.RotateKey(
                        next(),
                        village.at(),
                        card,
                        1,
                        newer.publicKey(),
                        proof(newer),
                        key.sign("rotation", rotation)));
        count(Staff.CLERK, new PartyCommand.RevokeKey(next(), village.at(), card, 2, new Note("lost")));
        count(Staff.REGISTRAR, village.registration(village.id("plot other"), "other"));
        List<Id> plots = List.of(village.id("plot other"));
        count(Staff.IMPORTER, new OriginCommand.AdoptEntitlement(next(), village.at(), card, Village.SEASON, plots));
        count(
                Staff.VILLAGE_OFFICER,
                new OriginCommand.ProposeEntitlement(next(), village.at(), card, Village.SEASON, plots));
        count(Staff.TOWN_OFFICER, new OriginCommand.ApproveByTown(next(), village.at(), card, Village.SEASON));
        count(Staff.COUNTY_OFFICER, new OriginCommand.ApproveByCounty(next(), village.at(), card, Village.SEASON));
        return trio;
    }

    /** Leaf is sold twice, signed and attested; the first lot is named. */
    private RecordName leaf(Village.Trio people) {
        Id grower = people.grower().card();
        Id trader = people.trader().card();
        Id factory = people.factory().card();
        RecordName leaf = slip(Slip.Source.HARVEST, people.grower(), people.trader(), 10_000);
        slip(Slip.Source.HOLDING, people.trader(), people.factory(), 9_500);
        attested(Slip.Source.HARVEST, grower, trader, 1_000);
        attested(Slip.Source.HOLDING, trader, factory, 300);
        return leaf;
    }

    private RecordName slip(Slip.Source source, HolderKey seller, HolderKey buyer, long grams) {
        Opening opening = village.opening(grams);
        Witnesses witnesses = new Witnesses(null, null, List.of(seller.next(), buyer.next()));
        Slip slip = village.slip(source, seller.card(), buyer.card(), grams, opening, null, witnesses);
        JsonObject body = Records.write(slip, Slip.class);
        CardCommand command = new CardCommand.RecordSlip(null, slip, signatures("slip", body, seller, buyer));
        return record(count(SIGNED + "." + name(source), Staff.CLERK, command, opening));
    }

    private RecordName attested(Slip.Source source, Id seller, Id buyer, long grams) {
        Opening opening = village.opening(grams);
        Slip slip = village.slip(source, seller, buyer, grams, opening, null, atTheMarket(Village.SCALE));
        CardCommand command = new CardCommand.RecordSlip(next(), slip, List.of());
        return record(count(ATTESTED + "." + name(source), Staff.CLERK, command, opening));
    }

    private void corrections(Village.Trio people) {
        Id trader = people.trader().card();
        RecordName wrong =
                attested(Slip.Source.HOLDING, trader, people.factory().card(), 200);
        Reversal reversal = new Reversal(wrong, new Note("wrong"), village.at(), atTheMarket(null));
        count(ATTESTED, Staff.CLERK, new CardCommand.ReverseSlip(next(), reversal, List.of()), null);
        Loss loss = new Loss(
                Village.SEASON,
                trader,
                Village.LEAF,
                Village.GRADE,
                new Grams(100),
                new Note("dried"),
                village.at(),
                atTheMarket(null));
        count(ATTESTED, Staff.CLERK, new CardCommand.RecordLoss(next(), loss, List.of()), null);
        HolderKey grower = people.grower();
        OriginCommand.Harvest harvest = new OriginCommand.Harvest(
                Village.SEASON, grower.card(), Village.GRADE, new Grams(500), village.at(), signers(grower));
        JsonObject body = Records.write(harvest, OriginCommand.Harvest.class);
        count(
                SIGNED,
                Staff.CLERK,
                new OriginCommand.RecordHarvest(null, harvest, signatures("harvest", body, grower)),
                null);
        CardCommand.Wish wish = new CardCommand.Wish(true, village.at(), grower.next());
        JsonObject wished = Records.write(wish, CardCommand.Wish.class);
        count(
                SIGNED,
                Staff.CLERK,
                new CardCommand.SetSignedOnly(next(), wish, grower.sign("signed-only", wished)),
                null);
    }

    private PackCommand.RecordProcessing processing(HolderKey factory, long leaf, long made, Text grade) {
        Processing processing = new Processing(
                Village.SEASON,
                factory.card(),
                Village.GRADE,
                new Grams(leaf),
                grade,
                new Grams(made),
                null,
                village.at(),
                signers(factory));
        JsonObject body = Records.write(processing, Processing.class);
        return new PackCommand.RecordProcessing(null, processing, signatures("processing", body, factory));
    }

    /** Two batches of made tea, a blend of some of both, and packs of the first. */
    private RecordName tea(HolderKey factory) {
        Text other = new Text("二级");
        PackCommand.RecordProcessing first = processing(factory, 8_100, 1_800, Village.GRADE);
        RecordName made = record(count(SIGNED, Staff.CLERK, first, null));
        sender.send(Sender.submission(Staff.CLERK, processing(factory, 900, 200, other), Sender.single(null)));
        Blending blending = new Blending(
                Village.SEASON,
                factory.card(),
                Village.MADE,
                List.of(new Blending.Part(Village.GRADE, new Grams(500)), new Blending.Part(other, new Grams(200))),
                new Text("拼配"),
                null,
                null,
                null,
                village.at(),
                signers(factory));
        JsonObject blend = Records.write(blending, Blending.class);
        count(
                SIGNED,
                Staff.CLERK,
                new PackCommand.RecordBlending(null, blending, signatures("blending", blend, factory)),
                null);
        Product product = new Product(GTIN, factory.card(), null, null, null, new Grams(250), null, null, null, null);
        count(Staff.REGISTRAR, new PackCommand.RegisterProduct(next(), village.at(), product));
        Packing packing = new Packing(
                Village.SEASON, factory.card(), made, GTIN, new Grams(250), 4, null, village.at(), signers(factory));
        JsonObject run = Records.write(packing, Packing.class);
        return record(count(
                SIGNED,
                Staff.CLERK,
                new PackCommand.RecordPacking(null, packing, signatures("packing", run, factory)),
                null));
    }

    static Witnesses signers(HolderKey key) {
        return new Witnesses(null, null, List.of(key.next()));
    }

    static List<SignatureValue> signatures(String type, JsonObject body, HolderKey... keys) {
        return Arrays.stream(keys).map(key -> key.sign(type, body)).toList();
    }

    private Witnesses atTheMarket(@Nullable Text scale) {
        return new Witnesses(village.market(), scale, List.of());
    }

    private static String name(Slip.Source source) {
        return source == Slip.Source.HARVEST ? HARVEST : HOLDING;
    }

    private static SignatureValue proof(HolderKey key) {
        return key.sign("key", Village.keyForm(key));
    }

    static RecordName record(JsonObject answer) {
        return new RecordName(String.valueOf(answer.text("record")));
    }

    private CommandId next() {
        return village.next();
    }
}
