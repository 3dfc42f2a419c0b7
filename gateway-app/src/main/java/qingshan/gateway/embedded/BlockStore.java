package qingshan.gateway.embedded;

import com.google.protobuf.InvalidProtocolBufferException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.ledger.rwset.TxPvtReadWriteSet;
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Database;
import qingshan.gateway.ledger.BlockHandler;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Position;

/** Reads the blocks of an embedded ledger from its database: also while another process is its writer. */
public final class BlockStore implements BlockSource {

    private static final int PAGE = 16;
    private static final Duration POLL = Duration.ofMillis(10);

    private final Database database;

    /** Reads from a database. */
    public BlockStore(Database database) {
        this.database = database;
    }

    @Override
    public Position height() {
        try (Connection connection = database.prompt().getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT max(number) FROM ledger.blocks");
                ResultSet result = statement.executeQuery()) {
            result.next();
            long number = result.getLong(1);
            return result.wasNull() ? Position.START : new Position(number);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void follow(Position after, BlockHandler handler) {
        try (Connection connection = database.prompt().getConnection();
                PreparedStatement page = connection.prepareStatement(
                        "SELECT number, block FROM ledger.blocks WHERE number > ? ORDER BY number LIMIT " + PAGE);
                PreparedStatement secrets = connection.prepareStatement(
                        "SELECT tx, writes FROM ledger.private_writes WHERE block = ? ORDER BY tx")) {
            long last = after.block();
            while (!Thread.currentThread().isInterrupted()) {
                List<byte[]> blocks = read(page, last);
                for (byte[] block : blocks) {
                    last++;
                    if (!handler.handle(withSecrets(secrets, last, block))) {
                        return;
                    }
                }
                if (blocks.isEmpty()) {
                    LockSupport.parkNanos(POLL.toNanos());
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        } catch (InvalidProtocolBufferException e) {
            throw LedgerException.of("block.damaged", e);
        }
    }

    private static List<byte[]> read(PreparedStatement page, long after) throws SQLException {
        page.setLong(1, after);
        List<byte[]> blocks = new ArrayList<>();
        try (ResultSet result = page.executeQuery()) {
            for (long expected = after + 1; result.next(); expected++) {
                if (result.getLong(1) != expected) {
                    throw LedgerException.of("block.missing", null, expected);
                }
                blocks.add(result.getBytes(2));
            }
        }
        return blocks;
    }

    private static BlockAndPrivateData withSecrets(PreparedStatement secrets, long number, byte[] block)
            throws SQLException, InvalidProtocolBufferException {
        BlockAndPrivateData.Builder builder = BlockAndPrivateData.newBuilder().setBlock(Block.parseFrom(block));
        secrets.setLong(1, number);
        try (ResultSet result = secrets.executeQuery()) {
            while (result.next()) {
                builder.putPrivateDataMap(result.getInt(1), TxPvtReadWriteSet.parseFrom(result.getBytes(2)));
            }
        }
        return builder.build();
    }

    private static LedgerException failed(SQLException e) {
        return LedgerException.of("read", e, Trouble.of(e));
    }
}
