package qingshan.proof.block;

import com.google.protobuf.ByteString;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReadsMerkleSummary;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction read and wrote in one namespace. Keys are in the order of their UTF-8 bytes, each once.
 *
 * @param namespace the chaincode's name
 * @param reads single keys
 * @param ranges range reads, in the order in which they were made
 * @param writes keys written or deleted
 * @param collections hashes of what was read and written privately
 */
public record ReadWrites(
        String namespace, List<Read> reads, List<Range> ranges, List<Write> writes, List<Collection> collections) {
    /** Whether anything of the namespace changes. */
    public boolean changes() {
        return !writes.isEmpty()
                || collections.stream()
                        .anyMatch(collection -> !collection.writes().isEmpty());
    }

    /** A key and the version that was read, {@link Version#NONE} when it was not there. */
    public record Read(String key, long version) {}

    /**
     * A range that was read.
     *
     * @param start first key, inclusive
     * @param end last key, exclusive when the range was read to its end, else inclusive; empty for no end
     * @param exhausted whether it was read to its end
     * @param results what it gave, or null when {@code summary} stands for it
     * @param summary Fabric's Merkle summary of more results than it lists
     */
    public record Range(
            String start,
            String end,
            boolean exhausted,
            @Nullable List<Read> results,
            @Nullable QueryReadsMerkleSummary summary) {}

    /** A key and its new value, or null when it was deleted. */
    public record Write(String key, @Nullable ByteString value) {}

    /** Hashes of the keys of one private collection. */
    public record Collection(String name, List<HashedRead> reads, List<HashedWrite> writes) {}

    /** SHA-256 of a private key, and the version that was read. */
    public record HashedRead(ByteString keyHash, long version) {}

    /** SHA-256 of a private key and of its new value, or null when it was deleted. */
    public record HashedWrite(ByteString keyHash, @Nullable ByteString valueHash) {}
}
