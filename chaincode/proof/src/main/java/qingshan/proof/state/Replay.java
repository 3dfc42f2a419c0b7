package qingshan.proof.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.block.ReadWrites;
import qingshan.proof.block.Version;
import qingshan.proof.compact.Fingerprint;
import qingshan.proof.compact.Table;

/**
 * Replays blocks over an empty state and says of each transaction what Fabric's validation must have said. It keeps the
 * version of each key and the id of each transaction, and no values.
 */
public final class Replay {
    private static final String ID = "[0-9a-f]{64}";

    private final Map<String, Namespace> namespaces = new HashMap<>();
    private final Table ids = new Table(0);
    /** Ids of the present block's envelopes that are not even transactions: the next block's must be others. */
    private final List<Fingerprint> later = new ArrayList<>();

    /** Begins a block. */
    public void startBlock() {
        later.forEach(ids::put);
        later.clear();
        namespaces.values().forEach(Namespace::startBlock);
    }

    /**
     * The validation code of the block's next transaction. When it is valid, its writes are the state from now on.
     *
     * @return VALID, DUPLICATE_TXID, MVCC_READ_CONFLICT or PHANTOM_READ_CONFLICT
     */
    public TxValidationCode apply(long block, LedgerTransaction transaction) {
        if (!ids.put(Fingerprint.ofDigest(transaction.expectedId()))) {
            return TxValidationCode.DUPLICATE_TXID;
        }
        for (ReadWrites set : transaction.namespaces()) {
            Namespace namespace = namespaces.computeIfAbsent(set.namespace(), n -> new Namespace());
            if (!namespace.readsHold(set)) {
                return TxValidationCode.MVCC_READ_CONFLICT;
            }
            if (!namespace.rangesHold(set)) {
                return TxValidationCode.PHANTOM_READ_CONFLICT;
            }
            if (!namespace.privateReadsHold(set)) {
                return TxValidationCode.MVCC_READ_CONFLICT;
            }
        }
        long version = Version.of(block, transaction.index());
        for (ReadWrites set : transaction.namespaces()) {
            namespaces.computeIfAbsent(set.namespace(), n -> new Namespace()).apply(set, version);
        }
        return TxValidationCode.VALID;
    }

    /** Remembers the id of an envelope that came to nothing before anybody asked whether it came before. */
    public void skip(String id) {
        if (id.matches(ID)) {
            later.add(Fingerprint.ofDigest(id));
        }
    }

    /** How many public keys the state has. */
    public long keys() {
        return namespaces.values().stream().mapToLong(Namespace::keys).sum();
    }
}
