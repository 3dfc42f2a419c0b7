package qingshan.rules.origin;

import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.IMPORTER;

import java.util.List;
import org.junit.jupiter.api.Test;
import qingshan.rules.Code;
import qingshan.rules.Submitter;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Loss;
import qingshan.rules.party.Witnesses;
import qingshan.rules.testing.Refused;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

class OpeningStockTest {
    private static final LedgerTime LAST_MOMENT = new LedgerTime("2026-03-15T15:59:59.999Z");
    private static final LedgerTime TOO_LATE = new LedgerTime("2026-03-15T16:00:00.000Z");
    private static final Text GRADE = new Text("三级");

    private final World world = Story.prepared();
    private int commands;

    private CommandId next() {
        return World.commandId("stock " + ++commands);
    }

    private void declare(Submitter by, Text product, LedgerTime at) {
        OpeningStock stock = new OpeningStock(
                Story.SEASON,
                Story.FACTORY,
                product,
                GRADE,
                new Grams(7_500),
                new Note("2025 年库存"),
                at,
                new Witnesses(Story.MARKET, Story.SCALE, List.of()));
        world.put(by, new OriginCommand.RecordOpeningStock(next(), stock, List.of()));
    }

    @Test
    void it_is_declared_once_for_a_shelf_until_the_policy_s_last_day() {
        Refused.of(Code.NO_OPENING_STOCK, "stock.occurredAt", () -> declare(CLERK, Story.MADE, TOO_LATE));
        declare(CLERK, Story.MADE, LAST_MOMENT);
        Refused.of(Code.ALREADY_EXISTS, "stock.grade", () -> declare(CLERK, Story.MADE, LAST_MOMENT));
    }

    @Test
    void leaf_does_not_keep() {
        Refused.of(Code.NO_OPENING_STOCK, "stock.product", () -> declare(CLERK, Story.LEAF, LAST_MOMENT));
    }

    @Test
    void an_import_declares_none() {
        Refused.by(
                Code.FORBIDDEN,
                () -> declare(new Submitter(Submitter.TRADE, List.of(Submitter.IMPORTER)), Story.MADE, LAST_MOMENT));
        declare(IMPORTER, Story.MADE, LAST_MOMENT);
    }

    @Test
    void it_can_be_used_up_and_no_more() {
        declare(CLERK, Story.MADE, LAST_MOMENT);
        Loss loss = new Loss(
                Story.SEASON,
                Story.FACTORY,
                Story.MADE,
                GRADE,
                new Grams(7_500),
                new Note("受潮"),
                LAST_MOMENT,
                new Witnesses(Story.MARKET, Story.SCALE, List.of()));
        world.put(CLERK, new CardCommand.RecordLoss(next(), loss, List.of()));
        Refused.by(Code.OVERSOLD, () -> world.put(CLERK, new CardCommand.RecordLoss(next(), loss, List.of())));
    }
}
