package qingshan.proof.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qingshan.proof.block.Hashes;
import qingshan.rules.Bounds;
import qingshan.rules.value.Digest;

class ChunkTreeTest {
    /** The leaves of the vectors that Certificate Transparency's own tests use. */
    private static final List<String> PUBLISHED =
            List.of("", "\0", "\u0010", " !", "01", "@ABC", "PQRSTUVW", "`abcdefghijklmno");

    @ParameterizedTest
    @CsvSource({
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void the_published_roots(int count, String root) {
        assertThat(ChunkTree.of(PUBLISHED.subList(0, count)).root().value()).isEqualTo(root);
    }

    @Test
    void every_path_of_every_small_chunk_leads_to_the_root_as_the_RFC_splits_it() {
        for (int count = 1; count <= 70; count++) {
            List<String> serials = serials(count);
            ChunkTree tree = ChunkTree.of(serials);
            assertThat(tree.root().value()).isEqualTo(Hashes.hex(split(serials)));
            for (int i = 0; i < count; i++) {
                assertThat(ChunkTree.root(serials.get(i), i, count, tree.path(i)))
                        .isEqualTo(tree.root());
            }
        }
    }

    /** RFC 6962, section 2.1, word for word: the left part is the largest power of two that is less than all. */
    private static ByteString split(List<String> serials) {
        if (serials.size() == 1) {
            return Hashes.sha256(
                    ByteString.copyFrom(new byte[] {0}),
                    ByteString.copyFrom(serials.getFirst().getBytes(UTF_8)));
        }
        int left = Integer.highestOneBit(serials.size() - 1);
        return Hashes.sha256(
                ByteString.copyFrom(new byte[] {1}),
                split(serials.subList(0, left)),
                split(serials.subList(left, serials.size())));
    }

    @Test
    void a_path_proves_its_serial_at_its_place_alone() {
        int count = 13;
        List<String> serials = serials(count);
        ChunkTree tree = ChunkTree.of(serials);
        for (int i = 0; i < count; i++) {
            List<Digest> path = tree.path(i);
            for (int at = 0; at < count; at++) {
                if (at != i) {
                    assertThat(ChunkTree.root(serials.get(i), at, count, path)).isNotEqualTo(tree.root());
                    assertThat(ChunkTree.root(serials.get(at), i, count, path)).isNotEqualTo(tree.root());
                }
            }
            assertThat(ChunkTree.root(serials.get(i), i, count, path.subList(1, path.size())))
                    .isNull();
            List<Digest> longer = new ArrayList<>(path);
            longer.add(tree.root());
            assertThat(ChunkTree.root(serials.get(i), i, count, longer)).isNull();
        }
        assertThat(ChunkTree.root(serials.getFirst(), -1, count, tree.path(0))).isNull();
        assertThat(ChunkTree.root(serials.getFirst(), count, count, tree.path(0)))
                .isNull();
        assertThat(ChunkTree.root(serials.getFirst(), 0, 0, List.of())).isNull();
    }

    @Test
    void the_largest_chunk_has_no_longer_path_than_a_proof_may_have() {
        List<String> serials = serials(Bounds.SERIALS_MAX);
        ChunkTree tree = ChunkTree.of(serials);
        assertThat(tree.path(0)).hasSize(PackProof.PATH_MAX);
        int last = Bounds.SERIALS_MAX - 1;
        assertThat(ChunkTree.root(serials.get(last), last, Bounds.SERIALS_MAX, tree.path(last)))
                .isEqualTo(tree.root());
    }

    @Test
    void what_has_no_serials_has_no_tree_and_no_path() {
        assertThatThrownBy(() -> ChunkTree.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        ChunkTree one = ChunkTree.of(List.of("A"));
        assertThat(one.path(0)).isEmpty();
        assertThatThrownBy(() -> one.path(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one.path(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> serials(int count) {
        return IntStream.range(0, count).mapToObj(i -> "茶" + i * 7919).toList();
    }
}
