package qingshan.proof;

import static qingshan.rules.testing.Story.FACTORY;
import static qingshan.rules.testing.Story.GROWER;
import static qingshan.rules.testing.Story.LEAF;
import static qingshan.rules.testing.Story.MADE;
import static qingshan.rules.testing.Story.NEIGHBOUR;
import static qingshan.rules.testing.Story.SEASON;
import static qingshan.rules.testing.Story.TRADER;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.REGISTRAR;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import qingshan.proof.offence.Kind;
import qingshan.rules.Command;
import qingshan.rules.Submitter;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Loss;
import qingshan.rules.card.Slip;
import qingshan.rules.json.JsonObject;
import qingshan.rules.origin.OpeningStock;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.state.Keys;
import qingshan.rules.testing.TestCard;
import qingshan.rules.testing.World;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/** Forgeries of lost cards and of what was there before the ledger: each is found and named. */
class ForgedHoldersTest extends Forger {
    private static final Id SECOND = World.id("second card of the trader");
    private static final Id THIRD = World.id("third card of the trader");

    private final TestCard trader = TestCard.of(TRADER, 2, Algorithm.SM2_SM3);

    // --- lost cards

    private Command reissue(Id lost, Id card) {
        return new CardCommand.ReissueCard(next(), at(), lost, card, new Note("卡遗失"));
    }

    private void reissued() {
        county.commit(honest(REGISTRAR, reissue(TRADER, SECOND)));
    }

    /** The forger's ledger still has the card as it was. */
    private void found(Kind kind, Submitter by, Command command, String asItWas) {
        found(kind, by, command, s -> s.put(Keys.card(TRADER), asItWas));
    }

    @Test
    void a_second_card_beside_one_that_is_not_lost() {
        TestTransaction card = honest(REGISTRAR, reissue(TRADER, SECOND));
        card.leaveOut(Keys.card(TRADER));
        found(Kind.REGISTER, card);
    }

    @Test
    void a_lost_card_that_is_replaced_again() {
        String card = county.value(Keys.card(TRADER));
        reissued();
        found(Kind.REGISTER, REGISTRAR, reissue(TRADER, THIRD), card);
    }

    @Test
    void a_card_that_was_replaced_already_and_counts_as_lost_from_later() {
        String card = county.value(Keys.card(TRADER));
        Instant now = Instant.ofEpochMilli(at().epochMilli());
        LedgerTime later = LedgerTime.ofEpochMilli(now.plusSeconds(300).toEpochMilli());
        county.commit(reissueAhead(SECOND, later, now, card));
        found(Kind.REGISTER, reissueAhead(THIRD, later, now, card));
    }

    private TestTransaction reissueAhead(Id card, LedgerTime lostAt, Instant now, String asItWas) {
        Command command = new CardCommand.ReissueCard(next(), lostAt, TRADER, card, new Note("卡遗失"));
        return county.forge(REGISTRAR, command, JsonObject.EMPTY, s -> s.put(Keys.card(TRADER), asItWas), now);
    }

    @Test
    void a_card_in_the_place_of_a_lost_one_that_somebody_else_has() {
        found(Kind.REGISTER, REGISTRAR, reissue(TRADER, NEIGHBOUR), s -> s.remove(Keys.card(NEIGHBOUR)));
    }

    @Test
    void a_clerk_who_replaces_a_card_that_can_sign() {
        TestTransaction card = honest(REGISTRAR, reissue(TRADER, SECOND));
        card.creator = county.signer(CLERK);
        card.event = String.valueOf(card.event).replace("RegistryMSP", "TradeMSP");
        card.rewrite(Keys.card(SECOND), "RegistryMSP", "TradeMSP");
        found(Kind.REGISTER, card);
    }

    @Test
    void a_lost_card_whose_key_stays() {
        TestTransaction card = honest(REGISTRAR, reissue(TRADER, SECOND));
        LedgerTime lost = LedgerTime.ofEpochMilli(card.timestamp.toEpochMilli());
        card.rewrite(Keys.card(TRADER), ",\"reason\":\"卡遗失\",\"revokedAt\":\"" + lost + "\"", "");
        found(Kind.REGISTER, card);
    }

    @Test
    void a_new_card_with_an_account_of_its_own() {
        TestTransaction card = honest(REGISTRAR, reissue(TRADER, SECOND));
        card.rewrite(Keys.card(SECOND), "\"account\":\"" + TRADER, "\"account\":\"" + SECOND);
        found(Kind.REGISTER, card);
    }

    @Test
    void a_new_card_with_anothers_account() {
        TestTransaction card = honest(REGISTRAR, reissue(TRADER, SECOND));
        card.event = String.valueOf(card.event).replace("\"account\":\"" + TRADER, "\"account\":\"" + FACTORY);
        card.rewrite(Keys.card(SECOND), "\"account\":\"" + TRADER, "\"account\":\"" + FACTORY);
        found(Kind.EVENTS, card);
    }

    @Test
    void grams_that_move_with_a_lost_card() {
        String card = county.value(Keys.card(TRADER));
        reissued();
        Slip slip = slip(Slip.Source.HOLDING, TRADER, FACTORY, 100);
        found(Kind.REGISTER, forgeSlip(slip, s -> s.put(Keys.card(TRADER), card)));
    }

    @Test
    void grams_that_come_to_a_lost_card() {
        String card = county.value(Keys.card(TRADER));
        reissued();
        Slip slip = slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 100);
        found(Kind.REGISTER, forgeSlip(slip, s -> s.put(Keys.card(TRADER), card)));
    }

    @Test
    void a_lost_key_that_signs_for_the_time_before_the_loss() {
        String card = county.value(Keys.card(TRADER));
        LedgerTime before = at();
        reissued();
        Loss loss = new Loss(
                SEASON,
                TRADER,
                LEAF,
                FIRST,
                new Grams(10),
                new Note("失水"),
                before,
                new Witnesses(null, null, List.of(trader.at(40))));
        CardCommand.RecordLoss unsigned = new CardCommand.RecordLoss(null, loss, List.of());
        found(
                Kind.HOLDER_SIGNATURE,
                CLERK,
                new CardCommand.RecordLoss(null, loss, List.of(trader.sign(unsigned))),
                card);
    }

    @Test
    void grams_that_the_new_card_gets_and_the_account_does_not() {
        reissued();
        TestTransaction slip = forgeSlip(slip(Slip.Source.HARVEST, NEIGHBOUR, SECOND, 100), s -> {});
        slip.rename(
                key -> key.startsWith(Keys.from("holding")) ? key.replace(TRADER.value(), SECOND.value()) : key,
                value -> value);
        found(Kind.GRAMS, slip);
    }

    @Test
    void a_record_that_names_another_account() {
        reissued();
        TestTransaction slip = forgeSlip(slip(Slip.Source.HARVEST, NEIGHBOUR, SECOND, 100), s -> {});
        String from = "\"accounts\":[\"" + NEIGHBOUR + "\",\"" + TRADER;
        String to = "\"accounts\":[\"" + NEIGHBOUR + "\",\"" + FACTORY;
        slip.event = String.valueOf(slip.event).replace(from, to);
        slip.rewrite("record", from, to);
        found(Kind.RECORD, slip);
    }

    // --- opening stock

    private OriginCommand.RecordOpeningStock stock(Id card, Text product, LedgerTime at) {
        OpeningStock stock = new OpeningStock(
                SEASON, card, product, new Text("陈茶"), new Grams(4_000), new Note("2025 年库存"), at, AT_THE_MARKET);
        return new OriginCommand.RecordOpeningStock(next(), stock, List.of());
    }

    private static LedgerTime inTime(int minute) {
        return LedgerTime.ofEpochMilli(new LedgerTime("2026-03-10T00:00:00.000Z").epochMilli() + minute * 60_000L);
    }

    @Test
    void stock_that_is_declared_after_the_last_day() {
        found(
                Kind.GRAMS,
                CLERK,
                stock(TRADER, MADE, at()),
                s -> s.replace("policy", "\"openingStockTo\":\"2026-03-15\"", "\"openingStockTo\":\"2026-05-15\""));
    }

    @Test
    void leaf_that_is_declared_as_stock() {
        found(
                Kind.GRAMS,
                CLERK,
                stock(TRADER, LEAF, inTime(1)),
                s -> s.replace("policy", "\"leafProduct\":\"茶青\"", "\"leafProduct\":\"鲜叶\""));
    }

    @Test
    void stock_that_is_declared_twice() {
        county.commit(honest(CLERK, stock(TRADER, MADE, inTime(1))));
        found(Kind.GRAMS, CLERK, stock(TRADER, MADE, inTime(2)), s -> s.remove(Keys.from("opening")));
    }

    @Test
    void stock_that_is_declared_again_with_the_next_card() {
        county.commit(honest(CLERK, stock(NEIGHBOUR, MADE, inTime(1))));
        Command lost = new CardCommand.ReissueCard(next(), inTime(2), NEIGHBOUR, SECOND, new Note("卡遗失"));
        county.commit(honest(REGISTRAR, lost));
        found(Kind.GRAMS, CLERK, stock(SECOND, MADE, inTime(3)), s -> s.remove(Keys.from("opening")));
    }

    @Test
    void more_stock_than_was_declared() {
        TestTransaction declared = honest(CLERK, stock(TRADER, MADE, inTime(1)));
        declared.rewrite("holding", "\"grams\":4000", "\"grams\":9000");
        found(Kind.GRAMS, declared);
    }

    @Test
    void a_lot_of_more_stock_than_was_declared() {
        TestTransaction declared = honest(CLERK, stock(TRADER, MADE, inTime(1)));
        String event = String.valueOf(declared.event);
        int lot = event.indexOf("\"lot\":{");
        String made = event.substring(lot, event.indexOf('}', lot));
        String more = made.replace("\"grams\":4000", "\"grams\":9000");
        declared.event = event.replace(made, more);
        declared.rewrite("record", made, more);
        declared.rewrite("holding", "\"grams\":4000", "\"grams\":9000");
        found(Kind.GRAMS, declared);
    }

    @Test
    void stock_that_is_not_marked_as_declared() {
        TestTransaction declared = honest(CLERK, stock(TRADER, MADE, inTime(1)));
        declared.leaveOut(Keys.from("opening"));
        found(Kind.GRAMS, declared);
    }

    @Test
    void stock_that_a_market_declares_for_a_card_that_only_signs() {
        found(
                Kind.ATTESTATION,
                CLERK,
                stock(GROWER, MADE, inTime(1)),
                s -> s.replace(Keys.card(GROWER), "\"signedOnly\":true", "\"signedOnly\":false"));
    }
}
