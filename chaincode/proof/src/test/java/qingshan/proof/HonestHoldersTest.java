package qingshan.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Story.FACTORY;
import static qingshan.rules.testing.Story.MADE;
import static qingshan.rules.testing.Story.NEIGHBOUR;
import static qingshan.rules.testing.Story.SEASON;
import static qingshan.rules.testing.Story.TRADER;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.INSPECTOR;
import static qingshan.rules.testing.Submitters.REGISTRAR;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Dispute;
import qingshan.rules.card.Reversal;
import qingshan.rules.card.Slip;
import qingshan.rules.consent.ConsentCommand;
import qingshan.rules.origin.Inspection;
import qingshan.rules.origin.OpeningStock;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.Dispatch;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Packing;
import qingshan.rules.pack.Serials;
import qingshan.rules.pack.Stretch;
import qingshan.rules.pack.Voiding;
import qingshan.rules.party.Consent;
import qingshan.rules.party.Reader;
import qingshan.rules.party.Withdrawal;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.TestCard;
import qingshan.rules.testing.World;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** What holders may do with lost cards, consents, disputes, old stock and labels: nobody who did it is called a forger. */
class HonestHoldersTest extends Forger {
    private static final LedgerTime NEXT_YEAR = new LedgerTime("2027-03-20T00:00:00.000Z");
    private static final Id SECOND = World.id("second card of the trader");
    private static final Id THIRD = World.id("third card of the trader");

    @AfterEach
    void it_is_consistent() {
        assertThat(county.chain.audit().offence()).isNull();
    }

    private RecordName sold(Slip slip) {
        TestTransaction sale = county.transaction(
                CLERK,
                new CardCommand.RecordSlip(next(), slip, List.of()),
                World.openings(List.of(opening(slip.grams().value()))));
        county.commit(sale);
        return sale.record();
    }

    private void reissue(Id lost, Id card) {
        county.commit(honest(REGISTRAR, new CardCommand.ReissueCard(next(), at(), lost, card, new Note("卡遗失"))));
    }

    @Test
    void a_card_that_is_lost_twice_and_goes_on() {
        Slip before = slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 1_000);
        RecordName wrong = sold(slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 500));
        reissue(TRADER, SECOND);
        sold(before);
        sold(slip(Slip.Source.HOLDING, SECOND, FACTORY, 700));
        reissue(SECOND, THIRD);
        county.commit(honest(
                CLERK,
                new CardCommand.ReverseSlip(
                        next(), new Reversal(wrong, new Note("称错"), at(), AT_THE_MARKET), List.of())));
        sold(slip(Slip.Source.HOLDING, THIRD, FACTORY, 100));
    }

    @Test
    void a_dispute_by_the_next_card_of_a_slip_that_is_reversed_then() {
        RecordName slip = sold(slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 500));
        reissue(TRADER, SECOND);
        Dispute dispute = new Dispute(slip, SECOND, new Note("重量不符"), at(), IN_PRESENCE);
        county.commit(honest(CLERK, new CardCommand.DisputeSlip(next(), dispute, List.of())));
        county.commit(honest(
                CLERK,
                new CardCommand.ReverseSlip(
                        next(), new Reversal(slip, new Note("称错"), at(), AT_THE_MARKET), List.of())));
        county.commit(honest(
                REGISTRAR, new CardCommand.SettleDispute(next(), at(), slip, Dispute.Outcome.UPHELD, new Note("称错"))));
    }

    @Test
    void a_consent_that_is_given_anew_and_taken_back_with_the_next_card() {
        TestCard trader = TestCard.of(TRADER, 2, Algorithm.SM2_SM3);
        Witnesses signed = new Witnesses(null, null, List.of(trader.at(40)));
        Consent first =
                new Consent(TRADER, Reader.PUBLIC, Consent.Scope.STATEMENT, new Note("贷款申请"), NEXT_YEAR, at(), signed);
        ConsentCommand.GrantConsent unsigned = new ConsentCommand.GrantConsent(null, first, List.of());
        ConsentCommand.GrantConsent grant =
                new ConsentCommand.GrantConsent(null, first, List.of(trader.sign(unsigned)));
        county.commit(honest(CLERK, grant));
        county.commit(honest(CLERK, grant));
        Consent second = new Consent(
                TRADER, Reader.PUBLIC, Consent.Scope.STATEMENT, new Note("续贷"), NEXT_YEAR, at(), IN_PRESENCE);
        county.commit(honest(CLERK, new ConsentCommand.GrantConsent(next(), second, List.of())));
        reissue(TRADER, SECOND);
        Withdrawal withdrawal = new Withdrawal(SECOND, Reader.PUBLIC, Consent.Scope.STATEMENT, at(), IN_PRESENCE);
        county.commit(honest(CLERK, new ConsentCommand.WithdrawConsent(next(), withdrawal, List.of())));
        Consent third = new Consent(
                SECOND, Reader.PUBLIC, Consent.Scope.STATEMENT, new Note("又一次"), NEXT_YEAR, at(), IN_PRESENCE);
        county.commit(honest(CLERK, new ConsentCommand.GrantConsent(next(), third, List.of())));
    }

    @Test
    void old_stock_that_is_sold_and_packed() {
        LedgerTime declaredAt = new LedgerTime("2026-03-10T00:00:00.000Z");
        Text grade = new Text("陈茶");
        OpeningStock stock = new OpeningStock(
                SEASON, TRADER, MADE, grade, new Grams(4_000), new Note("2025 年库存"), declaredAt, AT_THE_MARKET);
        TestTransaction declared = honest(CLERK, new OriginCommand.RecordOpeningStock(next(), stock, List.of()));
        county.commit(declared);
        sold(new Slip(
                SEASON,
                Slip.Source.HOLDING,
                TRADER,
                FACTORY,
                MADE,
                grade,
                new Grams(3_000),
                at(),
                null,
                null,
                null,
                opening(3_000).commitment(),
                AT_THE_MARKET));
        packed(declared.record(), 4);
    }

    private RecordName packed(RecordName lot, long packs) {
        Packing packing =
                new Packing(SEASON, FACTORY, lot, "6901234567892", new Grams(250), packs, null, at(), AT_THE_MARKET);
        TestTransaction packed = honest(CLERK, new PackCommand.RecordPacking(next(), packing, List.of()));
        county.commit(packed);
        return packed.record();
    }

    @Test
    void labels_that_are_spoilt_and_printed_anew_before_the_packs_leave() {
        RecordName lot = county.record("RecordProcessing");
        RecordName run = packed(lot, 2);
        issue(run, 1, 2);
        makeVoid(run, new Stretch(1, 2));
        issue(run, 3, 1);
        issue(run, 4, 1);
        makeVoid(run, new Stretch(4, 4));
        issue(run, 5, 1);
        CommandId inspection = next();
        county.commit(honest(
                INSPECTOR,
                new OriginCommand.RecordInspection(
                        inspection,
                        at(),
                        lot,
                        new Text("lead"),
                        Story.LABORATORY,
                        null,
                        List.of(new Inspection.Item(
                                new Text("铅"), new Text("GB 5009.12"), new Text("≤ 5"), new Text("0.2"), true)),
                        Inspection.Verdict.PASSED,
                        Digest.of("report"))));
        county.commit(honest(INSPECTOR, new OriginCommand.Freeze(next(), at(), lot, inspection, new Note("待复检"))));
        county.commit(honest(INSPECTOR, new OriginCommand.Release(next(), at(), lot, inspection, new Note("复检合格"))));
        Dispatch dispatch = new Dispatch(run, List.of(new Stretch(3, 3), new Stretch(5, 5)), at(), IN_PRESENCE);
        county.commit(honest(CLERK, new PackCommand.DispatchPacks(next(), dispatch, List.of())));
    }

    @Test
    void labels_of_a_packer_whose_card_was_lost() {
        RecordName run = packed(county.record("RecordProcessing"), 2);
        issue(run, 1, 2);
        reissue(FACTORY, SECOND);
        makeVoid(run, new Stretch(2, 2));
        issue(run, 3, 1);
    }

    private void issue(RecordName run, long first, long count) {
        Serials serials = new Serials(run, first, count, Digest.of("root from " + first), at(), IN_PRESENCE);
        county.commit(honest(CLERK, new PackCommand.IssueSerials(next(), serials, List.of())));
    }

    private void makeVoid(RecordName run, Stretch stretch) {
        Voiding voiding = new Voiding(run, List.of(stretch), new Note("标签打坏"), at(), IN_PRESENCE);
        county.commit(honest(CLERK, new PackCommand.VoidSerials(next(), voiding, List.of())));
    }
}
