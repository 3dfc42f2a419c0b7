package qingshan.gateway.follower;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Schema;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.ledger.Position;

/**
 * Turns a ledger's blocks into the rows of schema {@code read}. The newest row of {@code read.block} is the checkpoint: it
 * is written in the same database transaction as the rows of its block, so that however this ends, each block's rows are
 * there once or not at all. Several processes may follow at a time: each goes on from where the fastest is.
 */
public final class Follower {
    /** While catching up, so many events go into one database transaction. At the head each block is one. */
    private static final int EVENTS_MAX = 5_000;

    /** PostgreSQL's advisory lock that a transaction takes before it moves the checkpoint. */
    private static final long LOCK = 0x71736e72656164L;

    private final DataSource source;
    private final Consumer<Position> listener;

    /**
     * A follower.
     *
     * @param source of the database whose schema {@code read} it fills
     */
    public Follower(DataSource source) {
        this(source, _ -> {});
    }

    /**
     * A follower that tells how far it is.
     *
     * @param listener is told the newest block whose rows are there, each time when they are
     */
    public Follower(DataSource source, Consumer<Position> listener) {
        this.source = source;
        this.listener = listener;
    }

    /**
     * The newest block whose rows are there.
     *
     * @throws FollowerException if the database cannot be asked
     */
    public Position position() {
        try (Connection connection = source.getConnection()) {
            return Checkpoint.read(connection).position();
        } catch (SQLException e) {
            throw FollowerException.of("database", e, Trouble.of(e));
        }
    }

    /**
     * Makes the rows of every block that the ledger has now.
     *
     * @return where the rows are, at least the ledger's height when this was called
     * @throws FollowerException if a block is not what it must be, or rows cannot be written
     */
    public Position catchUp(BlockSource ledger) {
        Position height = ledger.height();
        run(ledger, height);
        return position();
    }

    /**
     * Makes the rows of every block, and of new ones as they come, until the calling thread is interrupted.
     *
     * @throws FollowerException if a block is not what it must be, or rows cannot be written
     */
    public void follow(BlockSource ledger) {
        run(ledger, new Position(Long.MAX_VALUE));
    }

    /**
     * Drops all rows and makes them again from block 0.
     *
     * @return where the rows are
     * @throws FollowerException if a block is not what it must be, or rows cannot be written
     */
    public Position rebuild(BlockSource ledger) {
        Schema.READ.recreate(source);
        return catchUp(ledger);
    }

    private void run(BlockSource ledger, Position until) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                // a crash may lose the newest rows, never a part of a block's: they are made again from the blocks
                statement.execute("SET synchronous_commit = off");
                connection.commit();
            }
            Following following = new Following(connection, ledger, until, listener);
            boolean more = true;
            while (more) {
                Position from = following.start();
                if (from.compareTo(until) < 0) {
                    ledger.follow(from, following::handle);
                }
                more = following.overtaken();
            }
        } catch (SQLException e) {
            throw FollowerException.of("database", e, Trouble.of(e));
        }
    }

    /**
     * The newest block whose rows are there.
     *
     * @param position of it
     * @param hash of its header; empty before block 0
     */
    private record Checkpoint(Position position, ByteString hash) {
        static Checkpoint read(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT number, hash FROM read.block ORDER BY number DESC LIMIT 1");
                    ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? new Checkpoint(new Position(result.getLong(1)), ByteString.copyFrom(result.getBytes(2)))
                        : new Checkpoint(Position.START, ByteString.EMPTY);
            }
        }
    }

    /** One run over the blocks. */
    private static final class Following {
        private final Connection connection;
        private final BlockSource ledger;
        private final Position until;
        private final Consumer<Position> listener;
        private Group group;
        private Checkpoint committed = new Checkpoint(Position.START, ByteString.EMPTY);
        private Checkpoint last = committed;
        private Position height = Position.START;
        private int events;
        private boolean overtaken;
        private boolean known;

        Following(Connection connection, BlockSource ledger, Position until, Consumer<Position> listener) {
            this.connection = connection;
            this.ledger = ledger;
            this.until = until;
            this.listener = listener;
            group = new Group(connection);
        }

        /** Where to follow from. */
        Position start() throws SQLException {
            connection.rollback();
            committed = Checkpoint.read(connection);
            connection.rollback();
            listener.accept(committed.position());
            last = committed;
            group = new Group(connection);
            events = 0;
            overtaken = false;
            height = ledger.height();
            if (committed.position().compareTo(height) > 0) {
                throw FollowerException.of("ahead", null, committed.position().block(), height.block());
            }
            if (!known) {
                mustBeTheSame(committed);
                known = true;
            }
            return committed.position();
        }

        boolean overtaken() {
            return overtaken;
        }

        /** Looks whether the ledger has the very block that the newest rows are of. */
        private void mustBeTheSame(Checkpoint checkpoint) {
            long number = checkpoint.position().block();
            if (number < 0) {
                return;
            }
            ledger.follow(new Position(number - 1), given -> {
                Decoded decoded = Decoded.of(number, given);
                if (decoded.block().number() != number
                        || !decoded.block().hash().equals(checkpoint.hash())) {
                    throw FollowerException.of("foreign", null, number);
                }
                return false;
            });
        }

        boolean handle(BlockAndPrivateData block) {
            Decoded decoded = Decoded.of(last.position().block() + 1, block);
            decoded.mustFollow(last.position().block() + 1, last.hash());
            try {
                if (last.equals(committed) && !begin()) {
                    return false;
                }
                for (Change change : decoded.changes()) {
                    group.apply(change);
                }
                last = new Checkpoint(
                        new Position(decoded.block().number()), decoded.block().hash());
                events += decoded.events();
                commitIfDue();
                return last.position().compareTo(until) < 0;
            } catch (SQLException e) {
                throw FollowerException.of("database", e, Trouble.of(e));
            }
        }

        /** False if another process has moved the checkpoint meanwhile. */
        private boolean begin() throws SQLException {
            Sql.run(connection, "SELECT pg_advisory_xact_lock(?)", LOCK);
            overtaken = !Checkpoint.read(connection).equals(committed);
            return !overtaken;
        }

        private void commitIfDue() throws SQLException {
            if (last.position().compareTo(height) >= 0) {
                height = ledger.height();
            }
            boolean head =
                    last.position().compareTo(height) >= 0 || last.position().compareTo(until) >= 0;
            if (head || events >= EVENTS_MAX) {
                group.write();
                connection.commit();
                committed = last;
                events = 0;
                listener.accept(committed.position());
            }
        }
    }
}
