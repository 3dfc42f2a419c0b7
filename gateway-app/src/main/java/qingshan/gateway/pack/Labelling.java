package qingshan.gateway.pack;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.label.Serial;
import qingshan.gateway.staff.Desk;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.WebRefusal;
import qingshan.proof.pack.ChunkTree;
import qingshan.rules.Bounds;
import qingshan.rules.Command;
import qingshan.rules.pack.Dispatch;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Serials;
import qingshan.rules.pack.Stretch;
import qingshan.rules.pack.Voiding;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/**
 * Issues serials for the packs of a run, and makes the commands that void and dispatch them, each as the clerk who asks for
 * it and attested by the market. Whoever may not, the contracts refuse.
 *
 * <p>A chunk's serials are written here first and then issued on the ledger. Stopped in between, the same chunk is made again:
 * the ledger alone says which index is next, and a serial follows from its index.
 */
@Singleton
public final class Labelling {
    private static final Duration ROWS_MAX = Duration.ofSeconds(10);
    private static final Note TAKEN = new Note("编号与已有的重复，未印");

    private final Keeper keeper;
    private final Db db;
    private final Desk desk;
    private final Packings packings;
    private final SerialIndex index;
    /** Chunks of a run follow one another without a gap. */
    private final ReentrantLock oneChunk = new ReentrantLock();

    Labelling(Keeper keeper, Db db, Desk desk, Packings packings, SerialIndex index) {
        this.keeper = keeper;
        this.db = db;
        this.desk = desk;
        this.packings = packings;
        this.index = index;
    }

    /** Issues serials, as many more each time that it is called. */
    public List<Stretch> issue(Staff staff, RecordName run, long count) {
        return issue(staff, run, count, number -> id());
    }

    /**
     * Issues serials, as many as labels are wanted, in chunks: what was issued stays issued if a later chunk is refused, and is
     * not issued again when the same is asked for once more.
     *
     * @param count from 1
     * @param ids of the chunks' commands, the same when the same is asked for once more
     * @return which indexes were issued now and may be printed, in order
     * @throws WebRefusal with the rules' code, such as {@code TOO_MANY_SERIALS}: more than the run has packs
     */
    public List<Stretch> issue(Staff staff, RecordName run, long count, IntFunction<CommandId> ids) {
        voidTaken(staff, run);
        List<Stretch> issued = new ArrayList<>();
        long left = count;
        for (int number = 0; left > 0; number++) {
            CommandId each = ids.apply(number);
            long before = issuedBefore(each);
            if (before > 0) {
                left -= before;
                continue;
            }
            List<Stretch> chunk = chunk(staff, run, (int) Math.min(left, Bounds.SERIALS_MAX), each);
            left -= chunk.stream().mapToLong(Stretch::count).sum();
            chunk.forEach(stretch -> join(issued, stretch));
        }
        return issued;
    }

    /** How many serials that may be printed a chunk has; 0 if it is not there. */
    private long issuedBefore(CommandId chunk) {
        keeper.rows().await(keeper.height(), ROWS_MAX);
        return db.one("""
                        SELECT c.count - (SELECT count(*) FROM own.serial_taken t JOIN own.packing p ON p.id = t.packing
                            WHERE p.record = c.run AND t.index BETWEEN c.first AND c.first + c.count - 1)
                        FROM read.chunk c WHERE c.record = ?""", row -> row.getLong(1), "command/" + chunk.value()).orElse(0L);
    }

    /** The command that makes serials void whose labels were spoilt. */
    public PackCommand.VoidSerials voiding(
            Staff staff, RecordName run, List<Stretch> stretches, Note reason, CommandId id, LedgerTime at) {
        return new PackCommand.VoidSerials(id, new Voiding(run, stretches, reason, at, market(staff, run)), List.of());
    }

    /** The command that says that packs have left: from then on their labels count. */
    public PackCommand.DispatchPacks dispatching(
            Staff staff, RecordName run, List<Stretch> stretches, CommandId id, LedgerTime at) {
        return new PackCommand.DispatchPacks(id, new Dispatch(run, stretches, at, market(staff, run)), List.of());
    }

    /** Makes serials void at once. */
    public void voidSerials(Staff staff, RecordName run, List<Stretch> stretches, Note reason) {
        submit(staff, voiding(staff, run, stretches, reason, id(), now()));
    }

    /** Says at once that packs have left. */
    public void dispatch(Staff staff, RecordName run, List<Stretch> stretches) {
        submit(staff, dispatching(staff, run, stretches, id(), now()));
    }

    /** The serials of a stretch, in order, to be printed. */
    public List<Serial> serials(RecordName run, Stretch stretch) {
        return packings.maker().chunk(run, stretch.first(), Math.toIntExact(stretch.count()));
    }

    private List<Stretch> chunk(Staff staff, RecordName run, int count, CommandId id) {
        oneChunk.lock();
        try {
            keeper.rows().await(keeper.height(), ROWS_MAX);
            int first = Math.toIntExact(next(run));
            List<Serial> serials = packings.maker().chunk(run, first, count);
            Set<Integer> taken = index.write(run, first, serials);
            Serials issued = new Serials(run, first, count, root(serials), now(), market(staff, run));
            submit(staff, new PackCommand.IssueSerials(id, issued, List.of()));
            if (!taken.isEmpty()) {
                voidTaken(staff, run);
            }
            List<Stretch> good = new ArrayList<>();
            for (int i = first; i < first + count; i++) {
                if (!taken.contains(i)) {
                    join(good, new Stretch(i, i));
                }
            }
            return good;
        } finally {
            oneChunk.unlock();
        }
    }

    private long next(RecordName run) {
        return db.one(
                        "SELECT coalesce(max(first + count), 1) FROM read.chunk WHERE run = ?",
                        row -> row.getLong(1),
                        run.value())
                .orElse(1L);
    }

    /** Voids indexes that were issued though another pack has their serial, those left over from an interruption too. */
    private void voidTaken(Staff staff, RecordName run) {
        keeper.rows().await(keeper.height(), ROWS_MAX);
        Set<Long> owed = new TreeSet<>(db.list(
                "SELECT t.index FROM own.serial_taken t JOIN own.packing p ON p.id = t.packing AND p.record = ?"
                        + " JOIN read.chunk c ON c.run = p.record AND t.index BETWEEN c.first AND c.first + c.count - 1"
                        + " WHERE NOT EXISTS (SELECT 1 FROM read.stretch s WHERE s.run = p.record"
                        + " AND t.index BETWEEN s.first AND s.last) ORDER BY 1 LIMIT " + Bounds.STRETCHES_MAX,
                row -> row.getLong(1),
                run.value()));
        if (!owed.isEmpty()) {
            voidSerials(staff, run, owed.stream().map(i -> new Stretch(i, i)).toList(), TAKEN);
        }
    }

    /** Adds a stretch that follows the others, to the last of them where there is no gap. */
    private static void join(List<Stretch> stretches, Stretch next) {
        Stretch last = stretches.isEmpty() ? null : stretches.getLast();
        if (last != null && last.last() + 1 == next.first()) {
            stretches.set(stretches.size() - 1, new Stretch(last.first(), next.last()));
        } else {
            stretches.add(next);
        }
    }

    /** The market that attested the run, else the one that the clerk's organization runs. */
    private Witnesses market(Staff staff, RecordName run) {
        String market = db.one(
                        "SELECT coalesce((SELECT market FROM read.record WHERE name = ?),"
                                + " (SELECT min(market) FROM read.market WHERE msp_id = ?))",
                        row -> row.getString(1),
                        run.value(),
                        staff.role().mspId())
                .orElse(null);
        if (market == null) {
            throw WebRefusal.notFound();
        }
        return new Witnesses(new Id(market), null, List.of());
    }

    private static Digest root(List<Serial> serials) {
        return ChunkTree.of(serials.stream().map(Serial::value).toList()).root();
    }

    private void submit(Staff staff, Command command) {
        desk.submit(staff, command, null);
    }

    private static LedgerTime now() {
        return LedgerTime.ofEpochMilli(Instant.now().toEpochMilli());
    }

    private static CommandId id() {
        return new CommandId(UUID.randomUUID().toString());
    }
}
