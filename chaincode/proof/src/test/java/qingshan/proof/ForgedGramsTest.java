package qingshan.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Story.FACTORY;
import static qingshan.rules.testing.Story.LABORATORY;
import static qingshan.rules.testing.Story.LEAF;
import static qingshan.rules.testing.Story.NEIGHBOUR;
import static qingshan.rules.testing.Story.SEASON;
import static qingshan.rules.testing.Story.TRADER;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.INSPECTOR;

import java.util.List;
import org.junit.jupiter.api.Test;
import qingshan.proof.offence.Kind;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Reversal;
import qingshan.rules.card.Slip;
import qingshan.rules.json.JsonObject;
import qingshan.rules.origin.Inspection;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Packing;
import qingshan.rules.party.SignedForm;
import qingshan.rules.state.Keys;
import qingshan.rules.testing.World;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Forgeries of grams, and of what may move: each is found and named. */
class ForgedGramsTest extends Forger {
    private static final String TRADERS = Keys.from("holding\u001f" + TRADER);
    private static final String FACTORYS = Keys.from("holding\u001f" + FACTORY);

    @Test
    void a_buyer_gets_more_than_the_seller_gave() {
        TestTransaction slip = forgeSlip(slip(Slip.Source.HOLDING, TRADER, FACTORY, 100), s -> {});
        slip.rewrite(FACTORYS, "\"grams\":100,", "\"grams\":900,");
        found(Kind.GRAMS, slip);
    }

    @Test
    void a_seller_keeps_what_it_gave() {
        TestTransaction slip = forgeSlip(slip(Slip.Source.HOLDING, TRADER, FACTORY, 100), s -> {});
        slip.leaveOut(TRADERS);
        found(Kind.GRAMS, slip);
    }

    @Test
    void grams_that_appear_beside_an_honest_slip() {
        TestTransaction slip = forgeSlip(slip(Slip.Source.HOLDING, TRADER, FACTORY, 100), s -> {});
        String key = slip.set.getWritesList().stream()
                .filter(write -> write.getKey().startsWith(FACTORYS))
                .findFirst()
                .orElseThrow()
                .getKey();
        String value = slip.set.getWritesList().stream()
                .filter(write -> write.getKey().equals(key))
                .findFirst()
                .orElseThrow()
                .getValue()
                .toStringUtf8();
        found(Kind.GRAMS, slip.write(key.replace("\u001f000", "\u001f007"), value));
    }

    @Test
    void a_record_that_took_less_than_it_moved() {
        TestTransaction slip = forgeSlip(slip(Slip.Source.HOLDING, TRADER, FACTORY, 100), s -> {});
        slip.event = String.valueOf(slip.event).replace("{\"grams\":100,\"lot\"", "{\"grams\":90,\"lot\"");
        slip.rewrite("record", "{\"grams\":100,\"lot\"", "{\"grams\":90,\"lot\"");
        found(Kind.GRAMS, slip);
    }

    @Test
    void a_seller_who_holds_nothing() {
        found(
                Kind.NOT_HELD,
                forgeSlip(
                        slip(Slip.Source.HOLDING, TRADER, FACTORY, 50_000),
                        s -> s.replace(TRADERS, "\"grams\":300,", "\"grams\":80000,")));
    }

    @Test
    void a_newer_receipt_before_an_older_one() {
        String older = county.find(key -> key.startsWith(TRADERS) && !key.contains("row/"));
        found(Kind.NOT_OLDEST, forgeSlip(slip(Slip.Source.HOLDING, TRADER, FACTORY, 50), s -> s.remove(older)));
    }

    @Test
    void a_harvest_beyond_the_entitlement() {
        found(
                Kind.ENTITLEMENT,
                forgeSlip(
                        slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 500_000),
                        s -> s.replace(Keys.entitlement(NEIGHBOUR, SEASON), "216000", "900000")));
    }

    @Test
    void a_harvest_that_does_not_count() {
        TestTransaction slip = forgeSlip(slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 1_000), s -> {});
        slip.rewrite(Keys.entitlement(NEIGHBOUR, SEASON), "\"used\":4000", "\"used\":3000");
        found(Kind.ENTITLEMENT, slip);
    }

    @Test
    void an_entitlement_that_grows_by_itself() {
        TestTransaction slip = forgeSlip(slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 1_000), s -> {});
        slip.rewrite(Keys.entitlement(NEIGHBOUR, SEASON), "\"granted\":216000", "\"granted\":999999");
        found(Kind.ENTITLEMENT, slip);
    }

    @Test
    void a_sale_beyond_its_certificate() {
        Text number = new Text("HG0000001");
        String key = Keys.certificate(FACTORY, SEASON, number);
        found(
                Kind.CERTIFICATE_USED,
                forgeSlip(slip(Slip.Source.HOLDING, FACTORY, TRADER, 100, number.value(), AT_THE_MARKET), s -> {
                    s.replace(key, "\"used\":0", "\"used\":450");
                    s.replace(key, "\"grams\":500", "\"grams\":5000");
                }));
    }

    @Test
    void a_sale_without_the_certificate_it_needs() {
        found(
                Kind.CERTIFICATE_USED,
                forgeSlip(
                        slip(Slip.Source.HOLDING, FACTORY, TRADER, 100),
                        s -> s.replace("policy", "[\"co-operative\",\"enterprise\"]", "[]")));
    }

    @Test
    void tea_from_too_little_leaf() {
        found(
                Kind.CONVERSION,
                CLERK,
                processing(100, 90),
                s -> s.replace("policy", "\"leafPerMadeMin\":4000000", "\"leafPerMadeMin\":1000000"));
    }

    @Test
    void a_made_lot_that_weighs_more_than_it_says() {
        TestTransaction made = forge(CLERK, processing(100, 22), s -> {});
        made.rewrite(FACTORYS, "\"grams\":22,", "\"grams\":88,");
        found(Kind.GRAMS, made);
    }

    @Test
    void a_lot_that_hides_its_parents() {
        TestTransaction made = forge(CLERK, processing(100, 22), s -> {});
        made.leaveOut("child");
        found(Kind.DERIVATION, made);
    }

    @Test
    void packs_that_hold_more_than_was_taken() {
        PackCommand.RecordPacking packing = packing(2);
        TestTransaction packed = forge(CLERK, packing, s -> {});
        JsonObject said = packing.body();
        packed.sayAndKeep("RecordPacking", "\"packs\":2", "\"packs\":3");
        packed.say(digest(said), digest(said.with("packs", 3)));
        found(Kind.PACKING, packed);
    }

    private static String digest(JsonObject body) {
        return Digest.of(SignedForm.of("packing", body)).value();
    }

    @Test
    void packs_of_another_makers_product() {
        found(
                Kind.PACKING,
                CLERK,
                packing(1),
                s -> s.replace(Keys.product("6901234567892"), "\"netGrams\":250", "\"netGrams\":100"));
    }

    private PackCommand.RecordPacking packing(long packs) {
        Packing packing = new Packing(
                SEASON,
                FACTORY,
                made(),
                "6901234567892",
                new Grams(packs == 1 ? 100 : 250),
                packs,
                null,
                at(),
                AT_THE_MARKET);
        return new PackCommand.RecordPacking(next(), packing, List.of());
    }

    /** The first lot of made tea of the story. */
    private RecordName made() {
        return county.record("RecordProcessing");
    }

    @Test
    void a_frozen_lot_is_moved() {
        CommandId inspection = freeze(leaf());
        found(
                Kind.HELD_BACK,
                forgeSlip(
                        slip(Slip.Source.HOLDING, TRADER, FACTORY, 100),
                        s -> s.remove(Keys.freeze(leaf(), inspection))));
    }

    @Test
    void a_recalled_lot_is_packed() {
        county.commit(honest(INSPECTOR, recall(made())));
        found(Kind.HELD_BACK, CLERK, packing(2), s -> s.remove(Keys.from(Keys.allHolds())));
    }

    @Test
    void a_freeze_that_leaves_out_what_derives() {
        CommandId inspection = inspect(leaf());
        found(
                Kind.FREEZE,
                INSPECTOR,
                new OriginCommand.Freeze(next(), at(), leaf(), inspection, new Note("一部分")),
                s -> s.remove(Keys.child(leaf(), made())));
    }

    @Test
    void a_freeze_of_what_does_not_derive() {
        CommandId inspection = inspect(leaf());
        TestTransaction freeze = forge(
                INSPECTOR,
                new OriginCommand.Freeze(next(), at(), leaf(), inspection, new Note("太多")),
                s -> s.put(Keys.child(leaf(), county.record("RecordHarvest")), "{\"grams\":1}"));
        found(Kind.FREEZE, freeze);
    }

    @Test
    void a_freeze_lifted_by_another_hand() {
        CommandId inspection = freeze(leaf());
        TestTransaction slip = forgeSlip(slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 1_000), s -> {});
        found(Kind.FREEZE, slip.write(Keys.freeze(leaf(), inspection), null));
    }

    @Test
    void a_recall_that_leaves_out_what_derives() {
        found(Kind.RECALL, INSPECTOR, recall(leaf()), s -> s.remove(Keys.child(leaf(), made())));
    }

    @Test
    void a_recall_undone() {
        RecordName run = county.record("RecordPacking");
        TestTransaction slip = forgeSlip(slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 1_000), s -> {});
        found(Kind.RECALL, slip.write(Keys.recall(run), null));
    }

    @Test
    void a_reversal_of_what_was_passed_on() {
        TestTransaction sale = county.transaction(
                CLERK,
                new CardCommand.RecordSlip(next(), slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 1_000), List.of()),
                World.openings(List.of(opening(1_000))));
        county.commit(sale);
        RecordName name = sale.record();
        String received = county.find(key -> key.startsWith(TRADERS) && key.contains(name.value()));
        String whole = county.value(received);
        county.commit(county.transaction(
                CLERK,
                new CardCommand.RecordSlip(next(), slip(Slip.Source.HOLDING, TRADER, FACTORY, 3_500), List.of()),
                World.openings(List.of(opening(3_500)))));
        assertThat(county.value(received)).isNotEqualTo(whole);
        Reversal reversal = new Reversal(name, new Note("退回"), at(), AT_THE_MARKET);
        found(
                Kind.REVERSAL,
                CLERK,
                new CardCommand.ReverseSlip(next(), reversal, List.of()),
                s -> s.replace(received, county.value(received), whole));
    }

    @Test
    void a_reversal_of_a_slip_that_was_reversed() {
        RecordName wrong = county.record("RecordSlip", 2);
        String record = county.value(Keys.record(wrong));
        int at = record.indexOf("\"reversedBy\"");
        String by = record.substring(at, record.indexOf(',', at) + 1);
        String time = record.substring(record.indexOf("\"occurredAt\":\"") + 14).substring(0, 24);
        String received = Keys.holding(FACTORY, SEASON, LEAF, FIRST, Keys.receipt(new LedgerTime(time), 1, wrong, 0));
        Reversal reversal = new Reversal(wrong, new Note("再退"), at(), AT_THE_MARKET);
        TestTransaction again = forge(CLERK, new CardCommand.ReverseSlip(next(), reversal, List.of()), s -> {
            s.replace(Keys.record(wrong), by, "");
            s.put(
                    received,
                    "{\"parts\":[{\"grams\":300,\"index\":0,\"lot\":\"" + leaf() + "\",\"witness\":\"market\"}]}");
        });
        found(Kind.REVERSAL, again);
    }

    private CommandId inspect(RecordName lot) {
        CommandId id = next();
        Inspection.Item item =
                new Inspection.Item(new Text("铅"), new Text("GB 5009.12"), new Text("≤ 5"), new Text("6"), false);
        county.commit(honest(
                INSPECTOR,
                new OriginCommand.RecordInspection(
                        id,
                        at(),
                        lot,
                        new Text("lead"),
                        LABORATORY,
                        null,
                        List.of(item),
                        Inspection.Verdict.FAILED,
                        Digest.of("report"))));
        return id;
    }

    private CommandId freeze(RecordName lot) {
        CommandId inspection = inspect(lot);
        county.commit(honest(INSPECTOR, new OriginCommand.Freeze(next(), at(), lot, inspection, new Note("超标"))));
        return inspection;
    }

    private OriginCommand.Recall recall(RecordName subject) {
        return new OriginCommand.Recall(
                next(), new OriginCommand.RecallNotice(subject, new Note("超标"), new Note("停售"), at(), null), null);
    }

    /** The first lot of leaf of the story, of which all tea is made. */
    private RecordName leaf() {
        return county.record("RecordSlip");
    }
}
