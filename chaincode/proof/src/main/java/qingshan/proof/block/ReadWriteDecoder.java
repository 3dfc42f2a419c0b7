package qingshan.proof.block;

import static qingshan.proof.block.Strict.must;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionHashedReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVReadHash;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWriteHash;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import qingshan.rules.state.KeyOrder;

/** Decodes what a transaction read and wrote. */
final class ReadWriteDecoder {
    private static final int HASH_BYTES = 32;

    private final boolean strict;

    /** @param strict whether each byte must be accounted for */
    ReadWriteDecoder(boolean strict) {
        this.strict = strict;
    }

    private <T extends Message> T parse(Parser<T> parser, ByteString bytes, String what) {
        return strict ? Strict.parse(parser, bytes, what) : Strict.lenient(parser, bytes, what);
    }

    List<ReadWrites> decode(ByteString bytes) {
        TxReadWriteSet set = parse(TxReadWriteSet.parser(), bytes, "read-write set");
        must(set.getDataModel() == TxReadWriteSet.DataModel.KV, "the read-write set is not of keys and values");
        List<ReadWrites> namespaces = new ArrayList<>(set.getNsRwsetCount());
        for (NsReadWriteSet namespace : set.getNsRwsetList()) {
            namespaces.add(namespace(namespace));
        }
        inOrder(namespaces, ReadWrites::namespace, KeyOrder.BY_CODE_POINT, "namespaces");
        return List.copyOf(namespaces);
    }

    private ReadWrites namespace(NsReadWriteSet namespace) {
        KVRWSet set = parse(KVRWSet.parser(), namespace.getRwset(), "read-write set of a namespace");
        if (set.getMetadataWritesCount() > 0) {
            throw MalformedException.unsupported("key-level endorsement policies cannot be judged");
        }
        List<ReadWrites.Read> reads = reads(set.getReadsList());
        inOrder(reads, ReadWrites.Read::key, KeyOrder.BY_CODE_POINT, "reads");
        List<ReadWrites.Range> ranges = new ArrayList<>(set.getRangeQueriesInfoCount());
        for (RangeQueryInfo range : set.getRangeQueriesInfoList()) {
            ranges.add(range(range));
        }
        List<ReadWrites.Write> writes = new ArrayList<>(set.getWritesCount());
        for (KVWrite write : set.getWritesList()) {
            must(!write.getKey().isEmpty(), "a key is empty");
            must(!write.getIsDelete() || write.getValue().isEmpty(), "a deletion has a value");
            writes.add(new ReadWrites.Write(write.getKey(), write.getIsDelete() ? null : write.getValue()));
        }
        inOrder(writes, ReadWrites.Write::key, KeyOrder.BY_CODE_POINT, "writes");
        List<ReadWrites.Collection> collections = new ArrayList<>(namespace.getCollectionHashedRwsetCount());
        for (CollectionHashedReadWriteSet collection : namespace.getCollectionHashedRwsetList()) {
            collections.add(collection(collection));
        }
        inOrder(collections, ReadWrites.Collection::name, KeyOrder.BY_CODE_POINT, "collections");
        return new ReadWrites(
                namespace.getNamespace(), reads, List.copyOf(ranges), List.copyOf(writes), List.copyOf(collections));
    }

    private static List<ReadWrites.Read> reads(List<KVRead> reads) {
        List<ReadWrites.Read> decoded = new ArrayList<>(reads.size());
        for (KVRead read : reads) {
            decoded.add(new ReadWrites.Read(
                    read.getKey(),
                    read.hasVersion()
                            ? version(
                                    read.getVersion().getBlockNum(),
                                    read.getVersion().getTxNum())
                            : Version.NONE));
        }
        return List.copyOf(decoded);
    }

    private static long version(long block, long transaction) {
        try {
            return Version.of(block, transaction);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("a version is out of bounds");
        }
    }

    private static ReadWrites.Range range(RangeQueryInfo range) {
        return switch (range.getReadsInfoCase()) {
            case READS_MERKLE_HASHES ->
                new ReadWrites.Range(
                        range.getStartKey(),
                        range.getEndKey(),
                        range.getItrExhausted(),
                        null,
                        range.getReadsMerkleHashes());
            case RAW_READS, READSINFO_NOT_SET ->
                new ReadWrites.Range(
                        range.getStartKey(),
                        range.getEndKey(),
                        range.getItrExhausted(),
                        reads(range.getRawReads().getKvReadsList()),
                        null);
        };
    }

    private ReadWrites.Collection collection(CollectionHashedReadWriteSet collection) {
        HashedRWSet set = parse(HashedRWSet.parser(), collection.getHashedRwset(), "hashes of a collection");
        if (set.getMetadataWritesCount() > 0) {
            throw MalformedException.unsupported("key-level endorsement policies cannot be judged");
        }
        List<ReadWrites.HashedRead> reads = new ArrayList<>(set.getHashedReadsCount());
        for (KVReadHash read : set.getHashedReadsList()) {
            must(read.getKeyHash().size() == HASH_BYTES, "the hash of a private key has another length");
            reads.add(new ReadWrites.HashedRead(
                    read.getKeyHash(),
                    read.hasVersion()
                            ? version(
                                    read.getVersion().getBlockNum(),
                                    read.getVersion().getTxNum())
                            : Version.NONE));
        }
        onceEach(reads, ReadWrites.HashedRead::keyHash, "private reads");
        List<ReadWrites.HashedWrite> writes = new ArrayList<>(set.getHashedWritesCount());
        for (KVWriteHash write : set.getHashedWritesList()) {
            must(write.getKeyHash().size() == HASH_BYTES, "the hash of a private key has another length");
            must(!write.getIsPurge(), "private values are never purged");
            must(
                    write.getValueHash().size() == (write.getIsDelete() ? 0 : HASH_BYTES),
                    "the hash of a private value has another length");
            writes.add(
                    new ReadWrites.HashedWrite(write.getKeyHash(), write.getIsDelete() ? null : write.getValueHash()));
        }
        onceEach(writes, ReadWrites.HashedWrite::keyHash, "private writes");
        return new ReadWrites.Collection(collection.getCollectionName(), List.copyOf(reads), List.copyOf(writes));
    }

    /** Twice the same key in one list could mean one thing to one reader and another thing to the next. */
    private static <T, K> void inOrder(List<T> list, Function<T, K> key, Comparator<K> order, String what) {
        for (int i = 1; i < list.size(); i++) {
            must(
                    order.compare(key.apply(list.get(i - 1)), key.apply(list.get(i))) < 0,
                    what + " are not in order, each once");
        }
    }

    /** Hashes stand in the order of the keys that they hide. */
    private static <T> void onceEach(List<T> list, Function<T, ByteString> hash, String what) {
        Set<ByteString> seen = new HashSet<>();
        for (T element : list) {
            must(seen.add(hash.apply(element)), what + " are not each there once");
        }
    }
}
