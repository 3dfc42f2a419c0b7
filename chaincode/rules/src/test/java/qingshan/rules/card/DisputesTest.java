package qingshan.rules.card;

import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.REGISTRAR;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import qingshan.rules.Code;
import qingshan.rules.party.Witnesses;
import qingshan.rules.testing.Refused;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/** A slip is disputed by one of its two holders, and settled by the registry, each once. */
class DisputesTest {
    private static final LedgerTime AT = new LedgerTime("2026-03-06T03:00:00.000Z");
    private static final Witnesses IN_PRESENCE = new Witnesses(Story.MARKET, null, List.of());

    private final World world = Story.prepared();
    private final SlipMaker make = new SlipMaker();
    private RecordName slip = new RecordName("command/00000000-0000-4000-8000-000000000000");
    private int commands;

    private CommandId next() {
        return World.commandId("dispute " + ++commands);
    }

    @BeforeEach
    void trade() {
        slip = new RecordName(String.valueOf(world.put(CLERK, make.signed(1, 1), SlipMaker.openings())
                .answer()
                .text("record")));
    }

    private void dispute(Id card) {
        Dispute dispute = new Dispute(slip, card, new Note("重量不符"), AT, IN_PRESENCE);
        world.put(CLERK, new CardCommand.DisputeSlip(next(), dispute, List.of()));
    }

    private void settle() {
        world.put(
                REGISTRAR, new CardCommand.SettleDispute(next(), AT, slip, Dispute.Outcome.UPHELD, new Note("过磅单有误")));
    }

    @Test
    void the_buyer_disputes_and_the_registry_settles() {
        Refused.of(Code.UNKNOWN_DISPUTE, "slip", this::settle);
        dispute(Story.TRADER);
        settle();
        Refused.of(Code.WRONG_STATE, "slip", this::settle);
        Refused.of(Code.WRONG_STATE, "dispute.slip", () -> dispute(Story.GROWER));
    }

    @Test
    void a_stranger_has_no_say() {
        Refused.of(Code.NOT_OWNER, "dispute.card", () -> dispute(Story.FACTORY));
    }

    @Test
    void only_slips_that_stand_are_disputed() {
        RecordName good = slip;
        slip = new RecordName("command/" + World.commandId("no such slip"));
        Refused.of(Code.UNKNOWN_RECORD, "dispute.slip", () -> dispute(Story.GROWER));
        slip = good;
        Reversal reversal = new Reversal(
                slip, new Note("录错"), AT, new Witnesses(null, null, List.of(make.grower.at(2), make.trader.at(2))));
        CardCommand.ReverseSlip unsigned = new CardCommand.ReverseSlip(null, reversal, List.of());
        world.put(
                CLERK,
                new CardCommand.ReverseSlip(
                        null, reversal, List.of(make.grower.sign(unsigned), make.trader.sign(unsigned))));
        Refused.of(Code.WRONG_STATE, "dispute.slip", () -> dispute(Story.GROWER));
    }

    @Test
    void the_new_card_disputes_what_the_lost_one_sold() {
        Id second = World.id("second card of the grower");
        world.put(REGISTRAR, new CardCommand.ReissueCard(next(), AT, Story.GROWER, second, new Note("卡遗失")));
        Refused.of(Code.CARD_LOST, "dispute.card", () -> dispute(Story.GROWER));
        dispute(second);
    }
}
