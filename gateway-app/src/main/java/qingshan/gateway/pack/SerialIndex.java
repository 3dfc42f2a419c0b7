package qingshan.gateway.pack;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.DbException;
import qingshan.gateway.label.Serial;
import qingshan.rules.value.RecordName;

/**
 * Which pack a serial stands for. As many serials as an eighth of the memory takes are held in it; for what is not there
 * the database is asked.
 */
@Singleton
public final class SerialIndex {
    private static final Logger LOG = LoggerFactory.getLogger(SerialIndex.class);

    /** Two numbers, in a table that is between a quarter and a half full, and twice that while it grows. */
    private static final int BYTES_EACH = 96;

    private static final int FETCH = 10_000;

    private final Db db;
    private final Packings packings;
    private final long max;
    private final LongTable held = new LongTable();
    private final AtomicBoolean loading = new AtomicBoolean();

    SerialIndex(Db db, Packings packings) {
        this.db = db;
        this.packings = packings;
        this.max = Runtime.getRuntime().maxMemory() / 8 / BYTES_EACH;
    }

    /** The pack if it can be told from memory, without asking the database; null says nothing. */
    public @Nullable Pack held(Serial serial) {
        long value = held.get(serial.head());
        if (value == LongTable.NONE) {
            return null;
        }
        RecordName run = packings.known((int) (value >> Integer.SIZE));
        return run == null ? null : pack(serial, run, value);
    }

    /** The pack, or null if no label has this serial. Whether the ledger knows of it is another question. */
    public @Nullable Pack find(Serial serial) {
        load();
        Pack quick = held(serial);
        if (quick != null) {
            return quick;
        }
        Long value = db.one("SELECT packing, index FROM own.serial WHERE head = ?", SerialIndex::key, serial.head())
                .orElse(null);
        if (value == null) {
            return null;
        }
        hold(serial.head(), value);
        return pack(serial, packings.run((int) (value >> Integer.SIZE)), value);
    }

    /** The key has all bits of the serial but the last, so the serial is made again and compared. */
    private @Nullable Pack pack(Serial serial, RecordName run, long value) {
        int index = (int) value;
        return packings.maker().serial(run, index).equals(serial)
                ? new Pack((int) (value >> Integer.SIZE), run, index)
                : null;
    }

    private static Long key(ResultSet row) throws SQLException {
        return Pack.key(row.getInt(1), row.getInt(2));
    }

    private void hold(long head, long value) {
        if (held.size() < max) {
            held.put(head, value);
        }
    }

    /**
     * Writes the serials of a chunk before the ledger is told of it; those that are there already stay as they are.
     *
     * @return indexes whose serial another pack has
     */
    Set<Integer> write(RecordName run, int first, List<Serial> serials) {
        int id = packings.id(run);
        Long[] heads = serials.stream().map(Serial::head).toArray(Long[]::new);
        Set<Integer> taken = db.transact(connection -> {
            try (PreparedStatement insert = Db.prepare(
                    connection,
                    "INSERT INTO own.serial SELECT head, ?, ? + ord - 1 FROM unnest(?) WITH ORDINALITY u (head, ord)"
                            + " ON CONFLICT DO NOTHING",
                    id,
                    first,
                    connection.createArrayOf("bigint", heads))) {
                insert.executeUpdate();
            }
            Set<Integer> others = new HashSet<>();
            try (PreparedStatement select = Db.prepare(
                            connection,
                            "INSERT INTO own.serial_taken SELECT ?, ? + ord - 1"
                                    + " FROM unnest(?) WITH ORDINALITY u (head, ord) JOIN own.serial s ON s.head = u.head"
                                    + " WHERE (s.packing, s.index) <> (?, ? + ord - 1)"
                                    + " ON CONFLICT (packing, index) DO UPDATE SET index = excluded.index RETURNING index",
                            id,
                            first,
                            connection.createArrayOf("bigint", heads),
                            id,
                            first);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    others.add(row.getInt(1));
                }
            }
            return others;
        });
        packings.run(id);
        for (int i = 0; i < heads.length; i++) {
            if (!taken.contains(first + i)) {
                hold(heads[i], Pack.key(id, first + i));
            }
        }
        return taken;
    }

    /** Reads what the memory takes, the first time, beside whatever goes on. */
    private void load() {
        if (loading.compareAndSet(false, true)) {
            Thread.ofVirtual().name("serials").start(() -> {
                try {
                    packings.readAll();
                    db.each(
                            "SELECT packing, index, head FROM own.serial LIMIT " + max,
                            FETCH,
                            row -> hold(row.getLong(3), key(row)));
                } catch (DbException e) {
                    LOG.info("the serials could not be read now: {}", e.getMessage());
                    loading.set(false);
                }
            });
        }
    }
}
