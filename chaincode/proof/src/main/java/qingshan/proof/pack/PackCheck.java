package qingshan.proof.pack;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qingshan.rules.lot.Hold;
import qingshan.rules.pack.Serials;
import qingshan.rules.pack.Stretch;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;

/** What an export said so far of one pack. */
final class PackCheck {
    private final PackProof proof;
    private PackProof.@Nullable Facts facts;
    private PackProof.@Nullable Place packed;
    private PackProof.@Nullable Chunk chunk;
    private PackProof.@Nullable Place issued;
    private final Set<CommandId> freezes = new HashSet<>();
    private boolean recalled;
    private boolean isVoid;
    private boolean dispatched;

    PackCheck(PackProof proof) {
        this.proof = proof;
    }

    PackProof proof() {
        return proof;
    }

    void pack(PackProof.Facts said, PackProof.Place place) {
        facts = said;
        packed = place;
    }

    /** Chunks of a run do not overlap: only one of them begins where the proof's does. */
    void issue(Serials serials, PackProof.Place place) {
        if (serials.first() == proof.chunk().first()) {
            chunk = new PackProof.Chunk(serials.first(), serials.count(), serials.root());
            issued = place;
        }
    }

    void makeVoid(List<Stretch> stretches) {
        isVoid |= isIn(stretches);
    }

    void dispatch(List<Stretch> stretches) {
        dispatched |= isIn(stretches);
    }

    private boolean isIn(List<Stretch> stretches) {
        return stretches.stream()
                .anyMatch(stretch -> stretch.first() <= proof.index() && proof.index() <= stretch.last());
    }

    void freeze(CommandId inspection) {
        freezes.add(inspection);
    }

    void release(CommandId inspection) {
        freezes.remove(inspection);
    }

    void recall() {
        recalled = true;
    }

    PackVerdict verdict(boolean holds) {
        Hold hold = recalled ? Hold.RECALLED : freezes.isEmpty() ? Hold.FREE : Hold.FROZEN;
        return new PackVerdict(proof, holds ? flaw() : Flaw.EXPORT, dispatched, hold);
    }

    private @Nullable Flaw flaw() {
        if (facts == null) {
            return Flaw.RUN;
        }
        if (!proof.facts().equals(facts)) {
            return Flaw.FACTS;
        }
        if (!proof.packed().equals(packed)) {
            return Flaw.PACKED;
        }
        if (!proof.chunk().equals(chunk)) {
            return Flaw.CHUNK;
        }
        if (!proof.issued().equals(issued)) {
            return Flaw.ISSUED;
        }
        Digest root = ChunkTree.root(
                proof.serial().value(),
                proof.index() - proof.chunk().first(),
                proof.chunk().count(),
                proof.path());
        if (!proof.chunk().root().equals(root)) {
            return Flaw.PATH;
        }
        return isVoid ? Flaw.VOID : null;
    }
}
