package qingshan.gateway.bench;

import java.util.List;
import qingshan.rules.Opening;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Slip;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.origin.Inspection;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Day;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** The commands of {@link EveryCommand} that promise, test, hold back and recall. */
final class EveryInspection {
    private static final Note REASON = new Note("a test");
    private static final Text CERTIFICATE = new Text("HG0000001");

    private final Village village;
    private final EveryCommand.Counting counting;

    EveryInspection(Village village, EveryCommand.Counting counting) {
        this.village = village;
        this.counting = counting;
    }

    void inspect(RecordName leaf, RecordName run, Village.Trio people) {
        promise(people.factory());
        keepPromise(people.factory(), people.trader());
        HolderKey laboratory = village.person("laboratory", PartyKind.LABORATORY);
        CommandId inspection = village.next();
        Inspection.Item item =
                new Inspection.Item(new Text("联苯菊酯"), new Text("GB 23200.113"), new Text("5"), new Text("0"), true);
        counting.send(
                EveryCommand.ATTESTED,
                Staff.INSPECTOR,
                new OriginCommand.RecordInspection(
                        inspection,
                        village.at(),
                        leaf,
                        new Text("pesticide-residues"),
                        village.id("party laboratory"),
                        null,
                        List.of(item),
                        Inspection.Verdict.PASSED,
                        Digest.of(laboratory.card().value())),
                null);
        hold(new OriginCommand.Freeze(village.next(), village.at(), leaf, inspection, REASON));
        hold(new OriginCommand.Release(village.next(), village.at(), leaf, inspection, REASON));
        hold(new OriginCommand.Recall(
                village.next(),
                new OriginCommand.RecallNotice(run, REASON, new Note("return it"), village.at(), null),
                null));
    }

    private void hold(OriginCommand command) {
        counting.send(EveryCommand.ATTESTED, Staff.INSPECTOR, command, null);
    }

    private void promise(HolderKey factory) {
        LedgerTime at = village.at();
        OriginCommand.Promise promise = new OriginCommand.Promise(
                Village.SEASON,
                CERTIFICATE,
                factory.card(),
                Village.LEAF,
                new Grams(500),
                new Day(at.value().substring(0, 10)),
                null,
                null,
                at,
                EveryCommand.signers(factory));
        JsonObject body = Records.write(promise, OriginCommand.Promise.class);
        counting.send(
                EveryCommand.SIGNED,
                Staff.CLERK,
                new OriginCommand.IssueCertificate(
                        village.next(), promise, EveryCommand.signatures("certificate", body, factory)),
                null);
    }

    private void keepPromise(HolderKey seller, HolderKey buyer) {
        Opening opening = village.opening(400);
        Witnesses signers = new Witnesses(null, null, List.of(seller.next(), buyer.next()));
        Slip slip = village.slip(Slip.Source.HOLDING, seller.card(), buyer.card(), 400, opening, CERTIFICATE, signers);
        JsonObject body = Records.write(slip, Slip.class);
        counting.send(
                EveryCommand.SIGNED + "." + EveryCommand.CERTIFIED,
                Staff.CLERK,
                new CardCommand.RecordSlip(null, slip, EveryCommand.signatures("slip", body, seller, buyer)),
                opening);
    }
}
