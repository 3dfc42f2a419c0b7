package qingshan.model;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.BlockDecoder;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.block.ReadWrites;

/**
 * A transaction as its block has it.
 *
 * @param valid whether it took effect
 * @param writes key and value, or null where it deletes; of the collection too
 */
record Committed(long block, String txId, boolean valid, Map<String, @Nullable String> writes) {
    /** Those of a block, in its order. */
    static List<Committed> of(BlockAndPrivateData bytes) {
        long number = bytes.getBlock().getHeader().getNumber();
        LedgerBlock block = BlockDecoder.decode(number, bytes.getBlock().toByteArray());
        List<Committed> all = new ArrayList<>();
        for (LedgerTransaction transaction : block.transactions()) {
            Map<String, @Nullable String> writes = new HashMap<>();
            for (ReadWrites namespace : transaction.namespaces()) {
                namespace.writes().forEach(write -> writes.put(write.key(), text(write.value())));
            }
            TxPvtReadWriteSet secret = bytes.getPrivateDataMapMap().get((long) transaction.index());
            if (secret != null) {
                addSecret(secret, writes);
            }
            all.add(new Committed(number, transaction.id(), block.saysValid(transaction.index()), writes));
        }
        return all;
    }

    private static void addSecret(TxPvtReadWriteSet set, Map<String, @Nullable String> writes) {
        for (NsPvtReadWriteSet namespace : set.getNsPvtRwsetList()) {
            for (CollectionPvtReadWriteSet collection : namespace.getCollectionPvtRwsetList()) {
                try {
                    KVRWSet.parseFrom(collection.getRwset())
                            .getWritesList()
                            .forEach(write ->
                                    writes.put(write.getKey(), write.getIsDelete() ? null : text(write.getValue())));
                } catch (InvalidProtocolBufferException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private static @Nullable String text(@Nullable ByteString value) {
        return value == null ? null : value.toStringUtf8();
    }
}
