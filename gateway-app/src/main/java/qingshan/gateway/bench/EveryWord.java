package qingshan.gateway.bench;

import java.util.List;
import qingshan.rules.Command;
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
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/** The commands of {@link EveryCommand} by which holders say something and packers label, all signed. */
final class EveryWord {
    private static final Note REASON = new Note("a test");

    private final Village village;
    private final EveryCommand.Counting counting;

    EveryWord(Village village, EveryCommand.Counting counting) {
        this.village = village;
        this.counting = counting;
    }

    /** Serials for the four packs of a run: one is spoilt and made anew, the others leave. */
    void label(RecordName run, HolderKey packer) {
        Serials serials = new Serials(run, 1, 4, Digest.of("four serials"), village.at(), EveryCommand.signers(packer));
        send(new PackCommand.IssueSerials(
                null, serials, EveryCommand.signatures("serials", Records.write(serials, Serials.class), packer)));
        Voiding voiding =
                new Voiding(run, List.of(new Stretch(2, 2)), REASON, village.at(), EveryCommand.signers(packer));
        send(new PackCommand.VoidSerials(
                null, voiding, EveryCommand.signatures("voiding", Records.write(voiding, Voiding.class), packer)));
        Dispatch dispatch = new Dispatch(
                run, List.of(new Stretch(1, 1), new Stretch(3, 4)), village.at(), EveryCommand.signers(packer));
        send(new PackCommand.DispatchPacks(
                null, dispatch, EveryCommand.signatures("dispatch", Records.write(dispatch, Dispatch.class), packer)));
    }

    /** What a party says of a slip and of itself, until its card is lost. */
    void say(RecordName slip, HolderKey holder) {
        LedgerTime at = village.at();
        Consent consent = new Consent(
                holder.card(),
                Reader.PUBLIC,
                Consent.Scope.NAME,
                REASON,
                LedgerTime.ofEpochMilli(at.epochMilli() + 1),
                at,
                EveryCommand.signers(holder));
        send(new ConsentCommand.GrantConsent(
                null, consent, EveryCommand.signatures("consent", Records.write(consent, Consent.class), holder)));
        Withdrawal withdrawal = new Withdrawal(
                holder.card(), Reader.PUBLIC, Consent.Scope.NAME, village.at(), EveryCommand.signers(holder));
        send(new ConsentCommand.WithdrawConsent(
                null,
                withdrawal,
                EveryCommand.signatures("withdrawal", Records.write(withdrawal, Withdrawal.class), holder)));
        OpeningStock stock = new OpeningStock(
                Village.SEASON,
                holder.card(),
                Village.MADE,
                Village.GRADE,
                new Grams(1_000),
                REASON,
                village.at(),
                EveryCommand.signers(holder));
        send(new OriginCommand.RecordOpeningStock(
                null,
                stock,
                EveryCommand.signatures("opening-stock", Records.write(stock, OpeningStock.class), holder)));
        Dispute dispute = new Dispute(slip, holder.card(), REASON, village.at(), EveryCommand.signers(holder));
        send(new CardCommand.DisputeSlip(
                null, dispute, EveryCommand.signatures("dispute", Records.write(dispute, Dispute.class), holder)));
        registry(new CardCommand.SettleDispute(village.next(), village.at(), slip, Dispute.Outcome.DISMISSED, REASON));
        Id card = village.id("card in place of " + holder.card().value());
        registry(new CardCommand.ReissueCard(village.next(), village.at(), holder.card(), card, REASON));
    }

    private void send(Command command) {
        counting.send(EveryCommand.SIGNED, Staff.CLERK, command, null);
    }

    private void registry(CardCommand command) {
        counting.send(EveryCommand.PLAIN, Staff.REGISTRAR, command, null);
    }
}
