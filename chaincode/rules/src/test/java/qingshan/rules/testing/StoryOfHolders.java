package qingshan.rules.testing;

import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.REGISTRAR;
import static qingshan.rules.testing.World.id;

import java.util.List;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Dispute;
import qingshan.rules.consent.ConsentCommand;
import qingshan.rules.json.Records;
import qingshan.rules.origin.OpeningStock;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.Dispatch;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Serials;
import qingshan.rules.pack.Stretch;
import qingshan.rules.pack.Voiding;
import qingshan.rules.party.Consent;
import qingshan.rules.party.Reader;
import qingshan.rules.party.Withdrawal;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** What holders say and packers label, part of the {@link Story}. */
class StoryOfHolders extends Story {
    private static final LedgerTime NEXT_YEAR = new LedgerTime("2027-03-31T16:00:00.000Z");

    StoryOfHolders(World world) {
        super(world);
    }

    /** The market's word, where nothing is weighed. */
    private static Witnesses inPresence() {
        return new Witnesses(MARKET, null, List.of());
    }

    /** Four labels, of which one is spoilt; two packs leave. */
    final void label(RecordName run) {
        Serials serials = new Serials(run, 1, 3, Digest.of("the root of three serials"), at(), inPresence());
        world.put(CLERK, new PackCommand.IssueSerials(next(), serials, List.of()));
        Voiding voiding = new Voiding(run, List.of(new Stretch(2, 2)), new Note("标签打坏"), at(), inPresence());
        world.put(CLERK, new PackCommand.VoidSerials(next(), voiding, List.of()));
        Dispatch dispatch = new Dispatch(run, List.of(new Stretch(1, 1), new Stretch(3, 3)), at(), signedBy(factory));
        world.put(
                CLERK,
                new PackCommand.DispatchPacks(
                        null, dispatch, List.of(factory.sign("dispatch", Records.write(dispatch, Dispatch.class)))));
    }

    /** The factory had tea before the ledger began. */
    final void declare() {
        OpeningStock stock = new OpeningStock(
                SEASON, FACTORY, MADE, new Text("三级"), new Grams(7_500), new Note("2025 年库存"), at(), atTheMarket());
        world.put(CLERK, new OriginCommand.RecordOpeningStock(next(), stock, List.of()));
    }

    /** The grower shows name and place, and takes the place back. */
    final void consent() {
        Consent name = new Consent(
                GROWER, Reader.PUBLIC, Consent.Scope.NAME, new Note("在产品溯源页显示姓名"), NEXT_YEAR, at(), signedBy(grower));
        world.put(
                CLERK,
                new ConsentCommand.GrantConsent(
                        null, name, List.of(grower.sign("consent", Records.write(name, Consent.class)))));
        Consent place = new Consent(
                GROWER, new Reader("BankMSP"), Consent.Scope.PLACE, new Note("贷款申请"), NEXT_YEAR, at(), inPresence());
        world.put(CLERK, new ConsentCommand.GrantConsent(next(), place, List.of()));
        Withdrawal withdrawal = new Withdrawal(GROWER, new Reader("BankMSP"), Consent.Scope.PLACE, at(), inPresence());
        world.put(CLERK, new ConsentCommand.WithdrawConsent(next(), withdrawal, List.of()));
    }

    /** The trader doubts a slip; the registry finds it right. */
    final void dispute(RecordName slip) {
        Dispute dispute = new Dispute(slip, TRADER, new Note("重量不符"), at(), signedBy(trader));
        world.put(
                CLERK,
                new CardCommand.DisputeSlip(
                        null, dispute, List.of(trader.sign("dispute", Records.write(dispute, Dispute.class)))));
        world.put(
                REGISTRAR,
                new CardCommand.SettleDispute(next(), at(), slip, Dispute.Outcome.DISMISSED, new Note("复核留样与过磅单一致")));
    }

    /** The grower loses the card and gets another. */
    final void reissue() {
        Id card = id("second card of the grower");
        world.put(REGISTRAR, new CardCommand.ReissueCard(next(), at(), GROWER, card, new Note("卡遗失")));
    }
}
