package qingshan.proof.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReadsMerkleSummary;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.junit.jupiter.api.Test;
import qingshan.proof.block.Hashes;
import qingshan.proof.block.ReadWrites;

/** Against trees put together by hand as Fabric's own documentation of the tree has them, for a degree of 2. */
class MerkleSummaryTest {
    @Test
    void results_beyond_the_degree_are_hashed_in_groups_of_one_more() {
        assertThat(summary(3)).isEqualTo(expected(1, leaf(0, 3)));
        assertThat(summary(5)).isEqualTo(expected(1, leaf(0, 3), leaf(3, 5)));
    }

    @Test
    void a_full_level_makes_one_hash_of_the_next() {
        ByteString full = Hashes.sha256(leaf(0, 3), leaf(3, 6), leaf(6, 9));
        assertThat(summary(9)).isEqualTo(expected(2, full));
        assertThat(summary(10)).isEqualTo(expected(2, full, leaf(9, 10)));
        assertThat(summary(14)).isEqualTo(expected(2, full, Hashes.sha256(leaf(9, 12), leaf(12, 14))));
    }

    @Test
    void what_is_left_over_is_completed_up_to_the_highest_level() {
        ByteString a = Hashes.sha256(leaf(0, 3), leaf(3, 6), leaf(6, 9));
        ByteString b = Hashes.sha256(leaf(9, 12), leaf(12, 15), leaf(15, 18));
        ByteString c = leaf(18, 20);
        // three hashes are more than the degree: one more level
        assertThat(summary(20)).isEqualTo(expected(3, Hashes.sha256(a, b, c)));
    }

    private static QueryReadsMerkleSummary summary(int results) {
        MerkleSummary summary = new MerkleSummary(2);
        for (int i = 0; i < results; i++) {
            summary.add(new ReadWrites.Read("k" + i, qingshan.proof.block.Version.of(7, i)));
        }
        return summary.finish();
    }

    private static QueryReadsMerkleSummary expected(int level, ByteString... hashes) {
        return QueryReadsMerkleSummary.newBuilder()
                .setMaxDegree(2)
                .setMaxLevel(level)
                .addAllMaxLevelHashes(List.of(hashes))
                .build();
    }

    private static ByteString leaf(int from, int to) {
        List<KVRead> reads = new ArrayList<>();
        for (int i = from; i < to; i++) {
            reads.add(KVRead.newBuilder()
                    .setKey("k" + i)
                    .setVersion(Version.newBuilder().setBlockNum(7).setTxNum(i))
                    .build());
        }
        return Hashes.sha256(
                QueryReads.newBuilder().addAllKvReads(reads).build().toByteString());
    }
}
