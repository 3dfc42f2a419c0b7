package qingshan.rules.card;

import java.util.List;
import qingshan.rules.Opening;
import qingshan.rules.json.JsonObject;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.TestCard;
import qingshan.rules.testing.World;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Text;

/** Slips from the grower of the story to its trader, as tests need them: right, and wrong in one thing. */
final class SlipMaker {
    static final LedgerTime AT = new LedgerTime("2026-03-05T03:00:00.000Z");
    static final Opening OPENING = World.opening(new Grams(1_000), 16_000, "salt");

    final TestCard grower = TestCard.of(Story.GROWER, Algorithm.ES256);
    final TestCard trader = TestCard.of(Story.TRADER, 2, Algorithm.SM2_SM3);

    /** The private input of a single slip. */
    static JsonObject openings() {
        return World.openings(List.of(OPENING));
    }

    static Slip slip(Witnesses witnesses) {
        return new Slip(
                Story.SEASON,
                Slip.Source.HARVEST,
                Story.GROWER,
                Story.TRADER,
                Story.LEAF,
                new Text("一级"),
                new Grams(1_000),
                AT,
                null,
                null,
                null,
                OPENING.commitment(),
                witnesses);
    }

    static Witnesses signers(Counter... counters) {
        return new Witnesses(null, null, List.of(counters));
    }

    /** A slip that both sign at these counts. */
    CardCommand.RecordSlip signed(long growersCount, long tradersCount) {
        return signed(slip(signers(grower.at(growersCount), trader.at(tradersCount))));
    }

    /** A slip that both sign, whatever it says. */
    CardCommand.RecordSlip signed(Slip slip) {
        CardCommand.RecordSlip unsigned = with(slip);
        return with(slip, grower.sign(unsigned), trader.sign(unsigned));
    }

    static CardCommand.RecordSlip with(Slip slip, SignatureValue... signatures) {
        return new CardCommand.RecordSlip(null, slip, List.of(signatures));
    }
}
