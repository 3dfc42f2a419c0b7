package qingshan.proof.pack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.block.LedgerTransaction;
import qingshan.rules.Event;
import qingshan.rules.json.Records;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.LotEvent;
import qingshan.rules.origin.OriginEvent;
import qingshan.rules.pack.Dispatch;
import qingshan.rules.pack.Packing;
import qingshan.rules.pack.Serials;
import qingshan.rules.pack.Voiding;
import qingshan.rules.value.Digest;
import qingshan.rules.value.RecordName;

/** Gathers from the blocks of an export, while they are audited, what it says of some packs. */
public final class PackChecks {
    private final List<PackCheck> checks;
    private final Map<RecordName, List<PackCheck>> byRun = new HashMap<>();

    /** @param proofs to be checked */
    public PackChecks(List<PackProof> proofs) {
        checks = proofs.stream().map(PackCheck::new).toList();
        for (PackCheck check : checks) {
            byRun.computeIfAbsent(check.proof().run(), run -> new ArrayList<>()).add(check);
        }
    }

    /** Notes what a valid transaction, whose events were found to be right, says of the packs. */
    public void follow(LedgerBlock block, LedgerTransaction transaction, List<Event> events) {
        if (checks.isEmpty()) {
            return;
        }
        for (Event event : events) {
            switch (event) {
                case LotEvent.Recorded e -> recorded(block, transaction, e.name(), e.record());
                case OriginEvent.Frozen e ->
                    e.lots().forEach(lot -> of(lot).forEach(check -> check.freeze(e.inspection())));
                case OriginEvent.Released e ->
                    e.lots().forEach(lot -> of(lot).forEach(check -> check.release(e.inspection())));
                case OriginEvent.Recalled e -> e.lots().forEach(lot -> of(lot).forEach(PackCheck::recall));
                default -> {
                    // says nothing of packs
                }
            }
        }
    }

    private void recorded(LedgerBlock block, LedgerTransaction transaction, RecordName name, LedgerRecord record) {
        switch (record.kind()) {
            case PACKING -> {
                PackProof.Facts facts = PackProof.Facts.of(Records.read(record.body(), Packing.class));
                of(name).forEach(check -> check.pack(facts, place(block, transaction, record)));
            }
            case SERIALS -> {
                Serials serials = Records.read(record.body(), Serials.class);
                of(serials.run()).forEach(check -> check.issue(serials, place(block, transaction, record)));
            }
            case VOIDING -> {
                Voiding voiding = Records.read(record.body(), Voiding.class);
                of(voiding.run()).forEach(check -> check.makeVoid(voiding.stretches()));
            }
            case DISPATCH -> {
                Dispatch dispatch = Records.read(record.body(), Dispatch.class);
                of(dispatch.run()).forEach(check -> check.dispatch(dispatch.stretches()));
            }
            default -> {
                // says nothing of packs
            }
        }
    }

    private static PackProof.Place place(LedgerBlock block, LedgerTransaction transaction, LedgerRecord record) {
        return new PackProof.Place(
                record.digest(), block.number(), new Digest(block.head()), new Digest(transaction.id()));
    }

    private List<PackCheck> of(RecordName run) {
        return byRun.getOrDefault(run, List.of());
    }

    /**
     * A verdict for each proof, in order.
     *
     * @param holds whether the whole export was found to be right; else it proves nothing
     */
    public List<PackVerdict> verdicts(boolean holds) {
        return checks.stream().map(check -> check.verdict(holds)).toList();
    }
}
