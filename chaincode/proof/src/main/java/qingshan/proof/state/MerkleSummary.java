package qingshan.proof.state;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReadsMerkleSummary;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import qingshan.proof.block.Hashes;
import qingshan.proof.block.ReadWrites;

/**
 * Fabric's summary of a long range read: each {@code degree + 1} results are hashed together, each {@code degree + 1}
 * hashes of a level make one of the next, and what is left over is completed at the end. Bounded: a level never holds
 * more than {@code degree + 1} hashes.
 */
final class MerkleSummary {
    private final int degree;
    private final List<List<ByteString>> levels = new ArrayList<>(List.of(new ArrayList<>()));
    private QueryReads.Builder pending = QueryReads.newBuilder();

    /** @param degree at least 2 */
    MerkleSummary(int degree) {
        this.degree = degree;
    }

    void add(ReadWrites.Read read) {
        pending.addKvReads(KVRead.newBuilder()
                .setKey(read.key())
                .setVersion(Version.newBuilder()
                        .setBlockNum(qingshan.proof.block.Version.block(read.version()))
                        .setTxNum(qingshan.proof.block.Version.transaction(read.version()))));
        if (pending.getKvReadsCount() > degree) {
            hashPending();
        }
    }

    /** The summary of all that was added, without hashes when it was no more than {@code degree}. */
    QueryReadsMerkleSummary finish() {
        if (pending.getKvReadsCount() > 0 && !isEmpty()) {
            hashPending();
        }
        int level = 0;
        while (level < levels.size() - 1) {
            List<ByteString> hashes = levels.get(level);
            if (!hashes.isEmpty()) {
                ByteString up = hashes.size() == 1 ? hashes.getFirst() : combined(hashes);
                hashes.clear();
                levels.get(level + 1).add(up);
            }
            level++;
        }
        if (levels.getLast().size() > degree) {
            levels.add(new ArrayList<>(List.of(combined(levels.getLast()))));
        }
        return QueryReadsMerkleSummary.newBuilder()
                .setMaxDegree(degree)
                .setMaxLevel(levels.size())
                .addAllMaxLevelHashes(levels.getLast())
                .build();
    }

    private boolean isEmpty() {
        return levels.size() == 1 && levels.getFirst().isEmpty();
    }

    private void hashPending() {
        ByteString hash = Hashes.sha256(pending.build().toByteString());
        pending = QueryReads.newBuilder();
        int level = 0;
        levels.getFirst().add(hash);
        while (levels.get(level).size() > degree) {
            ByteString up = combined(levels.get(level));
            levels.get(level).clear();
            level++;
            if (level == levels.size()) {
                levels.add(new ArrayList<>());
            }
            levels.get(level).add(up);
        }
    }

    private static ByteString combined(List<ByteString> hashes) {
        return Hashes.sha256(hashes);
    }
}
