package qingshan.proof.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.DUPLICATE_TXID;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.MVCC_READ_CONFLICT;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.PHANTOM_READ_CONFLICT;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.VALID;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import qingshan.proof.block.Hashes;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.block.ReadWrites;
import qingshan.proof.block.ReadWrites.Collection;
import qingshan.proof.block.ReadWrites.HashedRead;
import qingshan.proof.block.ReadWrites.HashedWrite;
import qingshan.proof.block.ReadWrites.Range;
import qingshan.proof.block.ReadWrites.Read;
import qingshan.proof.block.ReadWrites.Write;
import qingshan.proof.block.Signed;
import qingshan.proof.block.Version;

/** The flags that Fabric's validation gives, case by case. */
class ReplayTest {
    private static final ByteString VALUE = ByteString.copyFromUtf8("v");

    private final Replay replay = new Replay();
    private int ids;

    @BeforeEach
    void some_keys() {
        replay.startBlock();
        assertThat(apply(1, 0, writes("a", "b", "d"))).isEqualTo(VALID);
        replay.startBlock();
    }

    @Test
    void a_read_holds_while_its_version_does() {
        assertThat(apply(2, 0, reads("a", Version.of(1, 0)))).isEqualTo(VALID);
        assertThat(apply(2, 1, reads("c", Version.NONE))).isEqualTo(VALID);
        assertThat(apply(2, 2, reads("a", Version.of(1, 1)))).isEqualTo(MVCC_READ_CONFLICT);
        assertThat(apply(2, 3, reads("a", Version.NONE))).isEqualTo(MVCC_READ_CONFLICT);
        assertThat(apply(2, 4, reads("c", Version.of(1, 0)))).isEqualTo(MVCC_READ_CONFLICT);
    }

    @Test
    void what_the_same_block_changed_cannot_have_been_read() {
        assertThat(apply(2, 0, writes("a"))).isEqualTo(VALID);
        assertThat(apply(2, 1, reads("a", Version.of(2, 0)))).isEqualTo(MVCC_READ_CONFLICT);
        assertThat(apply(2, 2, deletes("b"))).isEqualTo(VALID);
        assertThat(apply(2, 3, reads("b", Version.NONE))).isEqualTo(MVCC_READ_CONFLICT);
        replay.startBlock();
        assertThat(apply(3, 0, reads("b", Version.NONE))).isEqualTo(VALID);
        assertThat(apply(3, 1, reads("a", Version.of(2, 0)))).isEqualTo(VALID);
    }

    @Test
    void a_transaction_that_conflicts_changes_nothing() {
        ReadWrites conflicting =
                new ReadWrites("q", List.of(new Read("a", Version.NONE)), List.of(), List.of(write("b")), List.of());
        assertThat(apply(2, 0, conflicting)).isEqualTo(MVCC_READ_CONFLICT);
        assertThat(apply(2, 1, reads("b", Version.of(1, 0)))).isEqualTo(VALID);
    }

    @Test
    void a_range_read_to_its_end_is_without_its_end() {
        Read a = new Read("a", Version.of(1, 0));
        Read b = new Read("b", Version.of(1, 0));
        Read d = new Read("d", Version.of(1, 0));
        assertThat(apply(2, 0, range("a", "d", true, a, b))).isEqualTo(VALID);
        assertThat(apply(2, 1, range("a", "d", false, a, b, d))).isEqualTo(VALID);
        assertThat(apply(2, 2, range("a", "", true, a, b, d))).isEqualTo(VALID);
        assertThat(apply(2, 3, range("a", "d", true, a))).isEqualTo(PHANTOM_READ_CONFLICT);
        assertThat(apply(2, 4, range("a", "d", true, a, b, d))).isEqualTo(PHANTOM_READ_CONFLICT);
        assertThat(apply(2, 5, range("e", "f", true))).isEqualTo(VALID);
        assertThat(apply(2, 6, range("f", "e", true))).isEqualTo(VALID);
    }

    @Test
    void a_phantom_is_seen_also_within_the_block() {
        Read a = new Read("a", Version.of(1, 0));
        Read b = new Read("b", Version.of(1, 0));
        assertThat(apply(2, 0, writes("c"))).isEqualTo(VALID);
        assertThat(apply(2, 1, range("a", "d", true, a, b))).isEqualTo(PHANTOM_READ_CONFLICT);
        // what lies behind the last key that was looked at may change
        assertThat(apply(2, 2, range("a", "b", false, a, b))).isEqualTo(VALID);
    }

    @Test
    void a_long_range_is_known_by_its_summary() {
        Set<String> keys = new HashSet<>();
        MerkleSummary good = new MerkleSummary(2);
        for (int i = 10; i < 30; i++) {
            keys.add("m" + i);
            good.add(new Read("m" + i, Version.of(2, 0)));
        }
        assertThat(apply(2, 0, writes(keys.toArray(String[]::new)))).isEqualTo(VALID);
        Range range = new Range("m", "n", true, null, good.finish());
        assertThat(apply(2, 1, ranges(range))).isEqualTo(VALID);
        assertThat(apply(2, 2, deletes("m17"))).isEqualTo(VALID);
        assertThat(apply(2, 3, ranges(range))).isEqualTo(PHANTOM_READ_CONFLICT);
    }

    @Test
    void private_reads_are_held_to_the_versions_of_their_hashes() {
        ByteString key = Hashes.sha256(VALUE);
        assertThat(apply(2, 0, privately(null, new HashedWrite(key, key)))).isEqualTo(VALID);
        assertThat(apply(2, 1, privately(new HashedRead(key, Version.of(2, 0)), null)))
                .isEqualTo(MVCC_READ_CONFLICT);
        replay.startBlock();
        assertThat(apply(3, 0, privately(new HashedRead(key, Version.of(2, 0)), null)))
                .isEqualTo(VALID);
        assertThat(apply(3, 1, privately(new HashedRead(key, Version.NONE), null)))
                .isEqualTo(MVCC_READ_CONFLICT);
        assertThat(apply(3, 2, privately(null, new HashedWrite(key, null)))).isEqualTo(VALID);
        replay.startBlock();
        assertThat(apply(4, 0, privately(new HashedRead(key, Version.NONE), null)))
                .isEqualTo(VALID);
    }

    @Test
    void an_id_counts_once_whatever_became_of_it() {
        LedgerTransaction conflicting = transaction(0, reads("a", Version.NONE));
        assertThat(replay.apply(2, conflicting)).isEqualTo(MVCC_READ_CONFLICT);
        assertThat(replay.apply(2, conflicting)).isEqualTo(DUPLICATE_TXID);
    }

    private TxValidationCode apply(long block, int index, ReadWrites set) {
        return replay.apply(block, transaction(index, set));
    }

    private LedgerTransaction transaction(int index, ReadWrites set) {
        String id = HexFormat.of()
                .formatHex(Hashes.sha256(ByteString.copyFromUtf8("id " + ids++)).toByteArray());
        Signed nobody = new Signed(ByteString.EMPTY, List.of(), ByteString.EMPTY);
        return new LedgerTransaction(
                index,
                id,
                id,
                "qingshan",
                Instant.EPOCH,
                "q",
                "f",
                List.of(),
                ByteString.EMPTY,
                ByteString.EMPTY,
                List.of(set),
                null,
                null,
                200,
                ByteString.EMPTY,
                nobody,
                List.of());
    }

    private static ReadWrites reads(String key, long version) {
        return new ReadWrites("q", List.of(new Read(key, version)), List.of(), List.of(), List.of());
    }

    private static ReadWrites writes(String... keys) {
        List<Write> writes = new ArrayList<>();
        for (String key : keys) {
            writes.add(write(key));
        }
        return new ReadWrites("q", List.of(), List.of(), writes, List.of());
    }

    private static Write write(String key) {
        return new Write(key, VALUE);
    }

    private static ReadWrites deletes(String key) {
        return new ReadWrites("q", List.of(), List.of(), List.of(new Write(key, null)), List.of());
    }

    private static ReadWrites range(String start, String end, boolean exhausted, Read... results) {
        return ranges(new Range(start, end, exhausted, List.of(results), null));
    }

    private static ReadWrites ranges(Range range) {
        return new ReadWrites("q", List.of(), List.of(range), List.of(), List.of());
    }

    private static ReadWrites privately(@Nullable HashedRead read, @Nullable HashedWrite write) {
        Collection prices = new Collection(
                "prices", read == null ? List.of() : List.of(read), write == null ? List.of() : List.of(write));
        return new ReadWrites("q", List.of(), List.of(), List.of(), List.of(prices));
    }
}
