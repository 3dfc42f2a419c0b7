package qingshan.gateway.embedded;

import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;

/**
 * What a transaction saw of a range. While the range is not exhausted it ends with the last key seen, that one included:
 * what lies behind it was not looked at and may change.
 */
final class RangeRead {

    private final Key start;
    private final Key end;
    private final List<Stored> seen = new ArrayList<>();
    private boolean exhausted;

    /** @param end exclusive; empty means no end */
    RangeRead(Key start, Key end) {
        this.start = start;
        this.end = end;
    }

    void add(Stored stored) {
        seen.add(stored);
    }

    void exhaust() {
        exhausted = true;
    }

    Key start() {
        return start;
    }

    /** Exclusive if exhausted (empty means no end), else inclusive. */
    Key end() {
        return exhausted ? end : seen.getLast().key();
    }

    boolean exhausted() {
        return exhausted;
    }

    List<Stored> seen() {
        return seen;
    }

    RangeQueryInfo proto() {
        QueryReads.Builder reads = QueryReads.newBuilder();
        for (Stored stored : seen) {
            reads.addKvReads(KVRead.newBuilder()
                    .setKeyBytes(stored.key().proto())
                    .setVersion(stored.version().proto()));
        }
        return RangeQueryInfo.newBuilder()
                .setStartKeyBytes(start.proto())
                .setEndKeyBytes(end().proto())
                .setItrExhausted(exhausted)
                .setRawReads(reads)
                .build();
    }
}
