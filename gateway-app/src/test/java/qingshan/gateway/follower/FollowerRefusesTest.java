package qingshan.gateway.follower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.home.Database;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.ledger.Position;
import qingshan.proof.block.Hashes;
import qingshan.rules.testing.Story;

/** Blocks that are not what they must be, and what is not to be believed of good ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowerRefusesTest {
    private final County county = new County();
    private Database rows = county.database();

    @BeforeAll
    void tell() {
        county.submit(Story.told());
    }

    @BeforeEach
    void freshRows() {
        rows = TestPostgres.fresh();
    }

    @AfterEach
    void closeRows() {
        rows.close();
    }

    @AfterAll
    void close() {
        county.close();
    }

    @Test
    void a_block_that_names_another_block_before_it_is_refused() {
        assertRefused(5, block -> {
            block.getHeaderBuilder().setPreviousHash(ByteString.copyFrom(new byte[32]));
            return block;
        });
    }

    @Test
    void a_block_with_other_transactions_than_its_header_says_is_refused() {
        assertRefused(5, block -> {
            block.getHeaderBuilder().setDataHash(ByteString.copyFrom(new byte[32]));
            return block;
        });
    }

    @Test
    void a_block_of_another_number_is_refused() {
        assertRefused(5, block -> {
            block.getHeaderBuilder().setNumber(6);
            return block;
        });
    }

    @Test
    void bytes_that_are_no_block_are_refused() {
        assertRefused(5, block -> {
            block.getDataBuilder().setData(0, ByteString.copyFromUtf8("nothing"));
            return block;
        });
    }

    @Test
    void another_channel_is_refused() {
        assertThatThrownBy(() -> follower().catchUp(changed(0, block -> {
                    ByteString data = block.getData().getData(0);
                    // the names have one length, so that nothing else changes
                    byte[] other = data.toString(StandardCharsets.ISO_8859_1)
                            .replace("qingshan", "hongshan")
                            .getBytes(StandardCharsets.ISO_8859_1);
                    block.getDataBuilder().setData(0, ByteString.copyFrom(other));
                    return block;
                })))
                .isInstanceOf(FollowerException.class)
                .hasMessageContaining("hongshan");
        assertThat(follower().position()).isEqualTo(Position.START);
    }

    @Test
    void rows_of_another_ledger_are_never_continued() {
        follower().catchUp(county.ledger());
        try (County other = new County()) {
            assertThatThrownBy(() -> follower().catchUp(other.ledger()))
                    .isInstanceOfSatisfying(
                            FollowerException.class,
                            e -> assertThat(e.sentence(Locale.CHINESE)).contains("账本"));
        }
    }

    @Test
    void rows_of_another_ledger_are_refused_also_where_there_is_nothing_to_add() {
        follower().catchUp(Altered.upTo(county.ledger(), 0));
        try (County other = new County()) {
            BlockSource young = Altered.upTo(other.ledger(), 0);
            assertThatThrownBy(() -> follower().catchUp(young))
                    .isInstanceOf(FollowerException.class)
                    .hasMessageContaining("another ledger")
                    .hasMessageContaining("rebuild");
        }
    }

    @Test
    void what_the_channel_decides_for_itself_and_what_was_never_valid_is_passed_over() {
        BlockSource mixed = changed(5, block -> {
            ByteString configuration = Envelope.newBuilder()
                    .setPayload(Payload.newBuilder()
                            .setHeader(Header.newBuilder()
                                    .setChannelHeader(ChannelHeader.newBuilder()
                                            .setType(HeaderType.CONFIG_VALUE)
                                            .setChannelId("qingshan")
                                            .build()
                                            .toByteString()))
                            .build()
                            .toByteString())
                    .build()
                    .toByteString();
            block.getDataBuilder().addData(configuration).addData(ByteString.copyFromUtf8("nothing"));
            ByteString flags = block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
            block.getMetadataBuilder()
                    .setMetadata(
                            BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE,
                            flags.concat(
                                    ByteString.copyFrom(new byte[] {0, (byte) TxValidationCode.BAD_PAYLOAD_VALUE})));
            block.getHeaderBuilder().setDataHash(Hashes.sha256(block.getData().getDataList()));
            return block;
        });
        follower().catchUp(new Altered(mixed, new Position(5), given -> given));
        assertThat(Rows.of(rows.source(), "SELECT transactions || ' ' || valid FROM read.block WHERE number = 5"))
                .containsExactly("3 2");
        assertThat(Rows.of(rows.source(), "SELECT count(*) FROM read.transaction WHERE block = 5"))
                .containsExactly("1");
    }

    @Test
    void what_an_invalid_transaction_says_is_ignored() {
        long slip = Long.parseLong(Rows.of(following(), "SELECT block FROM read.record WHERE number = 'LS0000003'")
                .getFirst());
        closeRows();
        freshRows();
        BlockSource doubting = changed(slip, block -> {
            block.getMetadataBuilder()
                    .setMetadata(
                            BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE,
                            ByteString.copyFrom(new byte[] {(byte) TxValidationCode.MVCC_READ_CONFLICT_VALUE}));
            return block;
        });
        new Follower(rows.source()).catchUp(new Altered(doubting, new Position(slip), given -> given));
        assertThat(Rows.of(rows.source(), "SELECT 1 FROM read.record WHERE number = 'LS0000003'"))
                .isEmpty();
        assertThat(Rows.of(rows.source(), "SELECT code FROM read.transaction WHERE block = " + slip))
                .containsExactly("11");
        assertThat(Rows.of(
                        rows.source(),
                        "SELECT count(*) FROM read.price p JOIN read.record r ON r.name = p.record"
                                + " WHERE r.number = 'LS0000003'"))
                .containsExactly("0");
    }

    @Test
    void without_private_data_there_are_no_prices_and_all_else() {
        BlockSource outsider = new Altered(
                county.ledger(),
                given -> given.toBuilder().clearPrivateDataMap().build());
        follower().catchUp(outsider);
        assertThat(Rows.of(rows.source(), "SELECT 1 FROM read.price")).isEmpty();
        assertThat(Rows.of(rows.source(), "SELECT 1 FROM read.record WHERE kind = 'slip'"))
                .hasSizeGreaterThan(2);
    }

    @Test
    void several_may_follow_at_a_time() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<Position> following = () -> follower().catchUp(county.ledger());
            for (Future<Position> done : threads.invokeAll(List.of(following, following, following, following))) {
                assertThat(done.get()).isEqualTo(county.ledger().height());
            }
        }
        assertThat(Rows.of(rows.source(), "SELECT count(*) FROM read.block"))
                .containsExactly(String.valueOf(county.ledger().height().block() + 1));
    }

    private DataSource following() {
        follower().catchUp(county.ledger());
        return rows.source();
    }

    private Follower follower() {
        return new Follower(rows.source());
    }

    private void assertRefused(long number, UnaryOperator<Block.Builder> change) {
        assertThatThrownBy(() -> follower().catchUp(changed(number, change)))
                .isInstanceOf(FollowerException.class)
                .hasMessageContaining("lock " + number);
        assertThat(follower().position().block()).isLessThan(number);
    }

    private BlockSource changed(long number, UnaryOperator<Block.Builder> change) {
        return new Altered(county.ledger(), given -> {
            Block block = given.getBlock();
            return block.getHeader().getNumber() == number
                    ? given.toBuilder()
                            .setBlock(change.apply(block.toBuilder()))
                            .build()
                    : given;
        });
    }
}
