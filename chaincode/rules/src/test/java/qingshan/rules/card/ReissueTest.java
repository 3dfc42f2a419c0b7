package qingshan.rules.card;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.IMPORTER;
import static qingshan.rules.testing.Submitters.REGISTRAR;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Opening;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.signature.PublicKey;
import qingshan.rules.testing.Refused;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.TestCard;
import qingshan.rules.testing.World;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** A lost card: the new one stands for the same holdings, and the old one for what happened before. */
class ReissueTest {
    private static final LedgerTime BEFORE = new LedgerTime("2026-03-06T02:00:00.000Z");
    private static final LedgerTime LOST = new LedgerTime("2026-03-06T03:00:00.000Z");
    private static final LedgerTime AFTER = new LedgerTime("2026-03-06T04:00:00.000Z");
    private static final Id NEIGHBOURS = World.id("second card of the neighbour");
    private static final Id GROWERS = World.id("second card of the grower");

    private final World world = Story.prepared();
    private int commands;

    private CommandId next() {
        return World.commandId("reissue " + ++commands);
    }

    private Decision reissue(qingshan.rules.Submitter by, Id lost, Id card) {
        return world.put(by, new CardCommand.ReissueCard(next(), LOST, lost, card, new Note("卡遗失")));
    }

    private RecordName sell(Slip.Source source, Id seller, @Nullable Id buyer, long grams, LedgerTime at) {
        Opening opening = World.opening(new Grams(grams), 16_000, "salt " + ++commands);
        Slip slip = new Slip(
                Story.SEASON,
                source,
                seller,
                buyer,
                Story.LEAF,
                new Text("一级"),
                new Grams(grams),
                at,
                null,
                null,
                null,
                opening.commitment(),
                new Witnesses(Story.MARKET, Story.SCALE, List.of()));
        Decision decision = world.put(IMPORTER, new CardCommand.RecordSlip(next(), slip, List.of()), opening);
        return new RecordName(String.valueOf(decision.answer().text("record")));
    }

    @Test
    void the_new_card_has_the_entitlement_and_what_the_old_one_held() {
        sell(Slip.Source.HARVEST, Story.NEIGHBOUR, Story.TRADER, 200_000, BEFORE);
        sell(Slip.Source.HOLDING, Story.TRADER, Story.NEIGHBOUR, 5_000, BEFORE);
        reissue(CLERK, Story.NEIGHBOUR, NEIGHBOURS);
        Refused.by(Code.OVER_ENTITLEMENT, () -> sell(Slip.Source.HARVEST, NEIGHBOURS, Story.TRADER, 16_001, AFTER));
        sell(Slip.Source.HARVEST, NEIGHBOURS, Story.TRADER, 16_000, AFTER);
        Refused.by(Code.OVERSOLD, () -> sell(Slip.Source.HOLDING, NEIGHBOURS, Story.TRADER, 5_001, AFTER));
        sell(Slip.Source.HOLDING, NEIGHBOURS, Story.TRADER, 5_000, AFTER);
    }

    @Test
    void the_old_card_is_good_for_what_happened_before() {
        reissue(CLERK, Story.NEIGHBOUR, NEIGHBOURS);
        Refused.of(
                Code.CARD_LOST, "slip.seller", () -> sell(Slip.Source.HARVEST, Story.NEIGHBOUR, Story.TRADER, 1, LOST));
        sell(Slip.Source.HARVEST, Story.NEIGHBOUR, Story.TRADER, 216_000, BEFORE);
        Refused.by(Code.OVER_ENTITLEMENT, () -> sell(Slip.Source.HARVEST, NEIGHBOURS, Story.TRADER, 1, AFTER));
    }

    @Test
    void both_cards_are_one_seller() {
        reissue(CLERK, Story.NEIGHBOUR, NEIGHBOURS);
        Refused.of(
                Code.SELF_TRADE, "slip.buyer", () -> sell(Slip.Source.HARVEST, Story.NEIGHBOUR, NEIGHBOURS, 1, BEFORE));
    }

    @Test
    void a_slip_of_the_old_card_is_reversed_into_the_same_account() {
        RecordName slip = sell(Slip.Source.HARVEST, Story.NEIGHBOUR, Story.TRADER, 216_000, BEFORE);
        reissue(CLERK, Story.NEIGHBOUR, NEIGHBOURS);
        Reversal reversal = new Reversal(slip, new Note("录错"), AFTER, new Witnesses(Story.MARKET, null, List.of()));
        world.put(CLERK, new CardCommand.ReverseSlip(next(), reversal, List.of()));
        sell(Slip.Source.HARVEST, NEIGHBOURS, Story.TRADER, 216_000, AFTER);
    }

    @Test
    void the_lost_card_signs_no_more_and_only_the_registry_replaces_a_card_that_signed() {
        Refused.of(Code.SIGNED_ONLY, "lost", () -> reissue(CLERK, Story.GROWER, GROWERS));
        reissue(REGISTRAR, Story.GROWER, GROWERS);
        SlipMaker make = new SlipMaker();
        Refused.by(
                Code.KEY_REVOKED,
                () -> world.put(IMPORTER, make.signed(1, 1), SlipMaker.openings(), AFTER.epochMilli()));
        TestCard fresh = TestCard.of(GROWERS, Algorithm.ES256);
        JsonObject form = JsonObject.of("card", GROWERS.value())
                .with("publicKey", Records.write(fresh.publicKey(), PublicKey.class));
        assertThat(world.put(
                                CLERK,
                                new PartyCommand.AddKey(
                                        next(), AFTER, GROWERS, fresh.publicKey(), fresh.sign("key", form)))
                        .events())
                .hasSize(1);
    }

    @Test
    void a_card_is_replaced_once_by_a_card_that_is_new() {
        Refused.of(Code.ALREADY_EXISTS, "card", () -> reissue(REGISTRAR, Story.NEIGHBOUR, Story.TRADER));
        reissue(CLERK, Story.NEIGHBOUR, NEIGHBOURS);
        Refused.of(Code.CARD_LOST, "lost", () -> reissue(REGISTRAR, Story.NEIGHBOUR, GROWERS));
        reissue(CLERK, NEIGHBOURS, GROWERS);
        sell(Slip.Source.HARVEST, GROWERS, Story.TRADER, 216_000, AFTER);
    }

    @Test
    void a_card_whose_loss_counts_from_a_little_later_gets_no_other_and_no_key() {
        long before = LOST.epochMilli() - 300_000;
        CardCommand.ReissueCard first =
                new CardCommand.ReissueCard(next(), LOST, Story.NEIGHBOUR, NEIGHBOURS, new Note("卡遗失"));
        world.put(REGISTRAR, first, JsonObject.EMPTY, before);
        CardCommand.ReissueCard again =
                new CardCommand.ReissueCard(next(), LOST, Story.NEIGHBOUR, GROWERS, new Note("卡遗失"));
        Refused.of(Code.CARD_LOST, "lost", () -> world.put(REGISTRAR, again, JsonObject.EMPTY, before));
        TestCard key = TestCard.of(Story.NEIGHBOUR, Algorithm.ES256);
        JsonObject form = JsonObject.of("card", Story.NEIGHBOUR.value())
                .with("publicKey", Records.write(key.publicKey(), PublicKey.class));
        PartyCommand.AddKey add =
                new PartyCommand.AddKey(next(), LOST, Story.NEIGHBOUR, key.publicKey(), key.sign("key", form));
        Refused.of(Code.CARD_LOST, "card", () -> world.put(REGISTRAR, add, JsonObject.EMPTY, before));
    }
}
