package qingshan.proof.invariant;

import java.util.List;
import qingshan.proof.offence.Kind;
import qingshan.rules.Command;
import qingshan.rules.Submitter;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.CardEvent;
import qingshan.rules.consent.ConsentCommand;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.origin.ApprovalLevel;
import qingshan.rules.origin.Inspection;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.origin.OriginEvent;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.party.Card;
import qingshan.rules.party.Party;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Id;
import qingshan.rules.value.RecordName;

/** What each command comes to. */
final class Acts {
    private final Registers registers = new Registers();
    private final Policies policies = new Policies();
    private final Holders holders = new Holders(registers);
    private final RecordBook records = new RecordBook(holders);
    private final Holds holds = new Holds();
    private final Stock stock = new Stock(holds);
    private final Rights rights = new Rights(registers, policies);
    private final Promises promises = new Promises();
    private final Trades trades = new Trades(registers, policies, rights, promises, records, stock);
    private final Makings makings = new Makings(registers, policies, promises, records, stock, holds);
    private final Words words = new Words(registers, records);
    private final Labels labels = new Labels(registers, records, makings, holds);

    /** On what the word of a submitter rests. */
    static Basis basis(Transit transit) {
        return transit.submitter().adopts() ? Basis.ADOPTED : Basis.APPROVED;
    }

    Registers registers() {
        return registers;
    }

    RecordBook records() {
        return records;
    }

    Stock stock() {
        return stock;
    }

    void follow(Transit transit, Act act) {
        Command command = act.command();
        switch (command) {
            case PartyCommand.RegisterParty c -> registers.registerParty(transit, c);
            case PartyCommand.RegisterMarket c -> registers.registerMarket(transit, c);
            case PartyCommand.RegisterScale c -> registers.registerScale(transit, c);
            case PartyCommand.RetireScale c -> registers.retireScale(transit, c);
            case PartyCommand.AddKey c -> holders.addKey(transit, c);
            case PartyCommand.RotateKey c -> holders.rotateKey(transit, c);
            case PartyCommand.RevokeKey c -> holders.revokeKey(transit, c);
            case PolicyCommand.PublishPolicy c -> policies.publish(transit, c);
            case OriginCommand.RegisterPlot c -> registers.registerPlot(transit, c);
            case OriginCommand.AdoptEntitlement c -> rights.adopt(transit, c);
            case OriginCommand.ProposeEntitlement c -> rights.propose(transit, c);
            case OriginCommand.ApproveByTown c ->
                rights.approve(transit, c.card(), c.season(), ApprovalLevel.TOWN, c.occurredAt());
            case OriginCommand.ApproveByCounty c ->
                rights.approve(transit, c.card(), c.season(), ApprovalLevel.COUNTY, c.occurredAt());
            case OriginCommand.RecordHarvest c -> trades.harvest(transit, act, c);
            case OriginCommand.IssueCertificate c -> certify(transit, c);
            case OriginCommand.RecordInspection c -> inspect(transit, c);
            case OriginCommand.Freeze c -> freeze(transit, c);
            case OriginCommand.Release c -> release(transit, c);
            case OriginCommand.Recall c -> recall(transit, c);
            case CardCommand.IssueCard c -> registers.issueCard(transit, c);
            case CardCommand.ReissueCard c -> registers.reissueCard(transit, c);
            case CardCommand.DisputeSlip c -> words.dispute(transit, act, c);
            case CardCommand.SettleDispute c -> words.settle(transit, c);
            case ConsentCommand.GrantConsent c -> words.grant(transit, act, c);
            case ConsentCommand.WithdrawConsent c -> words.withdraw(transit, act, c);
            case OriginCommand.RecordOpeningStock c -> makings.openingStock(transit, act, c);
            case PackCommand.IssueSerials c -> labels.issue(transit, act, c);
            case PackCommand.VoidSerials c -> labels.makeVoid(transit, act, c);
            case PackCommand.DispatchPacks c -> labels.dispatch(transit, act, c);
            case CardCommand.SetSignedOnly c -> setSignedOnly(transit, c);
            case CardCommand.RecordSlip c -> trades.slip(transit, act, c);
            case CardCommand.RecordLoss c -> trades.loss(transit, act, c);
            case CardCommand.ReverseSlip c -> trades.reversal(transit, act, c);
            case PackCommand.RegisterProduct c -> registers.registerProduct(transit, c);
            case PackCommand.RecordProcessing c -> makings.processing(transit, act, c);
            case PackCommand.RecordBlending c -> makings.blending(transit, act, c);
            case PackCommand.RecordPacking c -> makings.packing(transit, act, c);
            case BatchCommand _ -> throw transit.found(Kind.BATCH, null, "a batch holds no batch");
        }
    }

    private void setSignedOnly(Transit transit, CardCommand.SetSignedOnly c) {
        CardCommand.Wish wish = c.wish();
        JsonObject body = Records.write(wish, CardCommand.Wish.class);
        holders.signed(transit, Said.of("signed-only", body), wish.signer(), c.signature());
        Card card = registers.inUse(transit, wish.signer().card(), wish.occurredAt());
        registers.put(
                transit,
                new Card(
                        card.card(),
                        card.account(),
                        card.party(),
                        card.kind(),
                        card.basis(),
                        card.mspId(),
                        wish.signedOnly(),
                        card.lost(),
                        card.keys()));
        transit.next(new CardEvent.SignedOnlySet(card.card(), wish.signedOnly()));
    }

    private void certify(Transit transit, OriginCommand.IssueCertificate c) {
        OriginCommand.Promise p = c.promise();
        JsonObject body = Records.write(p, OriginCommand.Promise.class);
        Card promisor = registers.inUse(transit, p.promisor(), p.occurredAt());
        holders.check(transit, Said.of("certificate", body), p.witnesses(), c.signatures(), List.of(promisor));
        if (p.witnesses().signed()) {
            holders.used(
                    transit,
                    p.witnesses().signers().getFirst(),
                    p.witnesses().signers().getFirst());
        }
        promises.issue(transit, p, promisor.account());
    }

    private void inspect(Transit transit, OriginCommand.RecordInspection c) {
        Party laboratory = registers.party(transit, c.laboratory());
        transit.must(laboratory.kind() == PartyKind.LABORATORY, Kind.REGISTER, c.laboratory(), "it is no laboratory");
        Lot lot = transit.need(stock.find(c.lot()), Kind.FREEZE, c.lot(), "there is no such lot to inspect");
        transit.must(lot.made > 0, Kind.FREEZE, c.lot(), "the lot's slip was reversed");
        Inspection inspection = new Inspection(
                c.id(),
                c.lot(),
                c.kind(),
                c.laboratory(),
                c.sample(),
                c.items(),
                c.verdict(),
                c.reportHash(),
                c.occurredAt(),
                transit.submitter().mspId());
        holds.inspected(c.id(), c.lot());
        transit.expected().create(Keys.inspection(c.id()), inspection);
        transit.next(new OriginEvent.InspectionRecorded(inspection));
    }

    private void freeze(Transit transit, OriginCommand.Freeze c) {
        OriginEvent.Frozen frozen = transit.next(OriginEvent.Frozen.class);
        transit.must(
                frozen.equals(new OriginEvent.Frozen(c.inspection(), c.reason(), frozen.lots())),
                Kind.EVENTS,
                c.lot(),
                "the event is of another freeze");
        holds.freeze(transit, c.inspection(), c.lot(), frozen.lots(), c.reason());
    }

    private void release(Transit transit, OriginCommand.Release c) {
        OriginEvent.Released released = transit.next(OriginEvent.Released.class);
        transit.must(
                released.equals(new OriginEvent.Released(c.inspection(), c.reason(), released.lots())),
                Kind.EVENTS,
                c.lot(),
                "the event is of another release");
        holds.release(transit, c.inspection(), c.lot(), released.lots());
    }

    private void recall(Transit transit, OriginCommand.Recall c) {
        OriginCommand.RecallNotice notice = c.notice();
        RecordName subject = notice.subject();
        Id maker = transit.need(makings.maker(subject), Kind.RECALL, subject, "there is no such lot or run");
        if (notice.signer() == null || c.signature() == null) {
            transit.must(
                    notice.signer() == null
                            && c.signature() == null
                            && transit.submitter().mspId().equals(Submitter.REGISTRY),
                    Kind.HOLDER_SIGNATURE,
                    subject,
                    "only the authority recalls without the maker's signature");
        } else {
            transit.must(
                    registers
                            .inUse(transit, notice.signer().card(), c.occurredAt())
                            .account()
                            .equals(maker),
                    Kind.HOLDER_SIGNATURE,
                    subject,
                    "another card than the maker's signed");
            JsonObject body = Records.write(notice, OriginCommand.RecallNotice.class);
            holders.signed(transit, Said.of("recall", body), notice.signer(), c.signature());
        }
        OriginEvent.Recalled recalled = transit.next(OriginEvent.Recalled.class);
        transit.must(
                recalled.equals(new OriginEvent.Recalled(
                        notice.reason(), notice.advice(), transit.submitter().mspId(), recalled.lots())),
                Kind.EVENTS,
                subject,
                "the event is of another recall");
        holds.recall(transit, subject, recalled.lots(), notice.reason());
    }
}
