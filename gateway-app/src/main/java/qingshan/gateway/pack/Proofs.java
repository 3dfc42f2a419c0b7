package qingshan.gateway.pack;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.label.Serial;
import qingshan.proof.pack.ChunkTree;
import qingshan.proof.pack.PackProof;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Makes the proof of a pack from the rows of the ledger and the serials of its chunk. */
@Singleton
public final class Proofs {
    /** Trees in memory: a shop's visitors ask for packs of few chunks. One takes some 2 MB. */
    private static final int TREES_MAX = 8;

    private static final String ROWS = """
            SELECT n.gtin, n.pack_grams, n.lot, r.occurred_at, r.number,
                   r.digest, r.block, rb.hash, rt.tx_id,
                   c.first, c.count, c.root,
                   s.digest, s.block, sb.hash, st.tx_id
            FROM read.run n
            JOIN read.record r ON r.name = n.record
            JOIN read.block rb ON rb.number = r.block
            JOIN read.transaction rt ON rt.block = r.block AND rt.tx = r.tx
            JOIN read.chunk c ON c.run = n.record AND ? BETWEEN c.first AND c.first + c.count - 1
            JOIN read.record s ON s.name = c.record
            JOIN read.block sb ON sb.number = s.block
            JOIN read.transaction st ON st.block = s.block AND st.tx = s.tx
            WHERE n.record = ?""";

    private final Db db;
    private final Packings packings;
    private final Map<Digest, ChunkTree> trees = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, ChunkTree> eldest) {
            return size() > TREES_MAX;
        }
    });

    Proofs(Db db, Packings packings) {
        this.db = db;
        this.packings = packings;
    }

    /** The proof of a pack; empty while its serial is not on the ledger. */
    public Optional<PackProof> of(Pack pack) {
        return db.one(
                        ROWS,
                        row -> proof(pack, row),
                        (long) pack.index(),
                        pack.run().value())
                .filter(Proofs::leadsToItsRoot);
    }

    private static boolean leadsToItsRoot(PackProof proof) {
        PackProof.Chunk chunk = proof.chunk();
        return chunk.root()
                .equals(ChunkTree.root(
                        proof.serial().value(), proof.index() - chunk.first(), chunk.count(), proof.path()));
    }

    private PackProof proof(Pack pack, ResultSet row) throws SQLException {
        PackProof.Facts facts = new PackProof.Facts(
                row.getString(1),
                new Grams(row.getLong(2)),
                new RecordName(row.getString(3)),
                LedgerTime.ofEpochMilli(row.getTimestamp(4).getTime()),
                text(row.getString(5)));
        PackProof.Chunk chunk = new PackProof.Chunk(row.getLong(10), row.getLong(11), new Digest(row.getString(12)));
        return new PackProof(
                PackProof.FORMAT,
                pack.run(),
                facts,
                place(row, 6),
                new Text(packings.maker().serial(pack.run(), pack.index()).value()),
                pack.index(),
                chunk,
                tree(pack.run(), chunk).path((int) (pack.index() - chunk.first())),
                place(row, 13));
    }

    private static PackProof.Place place(ResultSet row, int from) throws SQLException {
        return new PackProof.Place(
                new Digest(row.getString(from)),
                row.getLong(from + 1),
                new Digest(HexFormat.of().formatHex(row.getBytes(from + 2))),
                new Digest(row.getString(from + 3)));
    }

    private ChunkTree tree(RecordName run, PackProof.Chunk chunk) {
        ChunkTree known = trees.get(chunk.root());
        if (known == null) {
            List<Serial> serials = packings.maker().chunk(run, chunk.first(), (int) chunk.count());
            known = ChunkTree.of(serials.stream().map(Serial::value).toList());
            trees.put(chunk.root(), known);
        }
        return known;
    }

    private static @Nullable Text text(@Nullable String value) {
        return value == null ? null : new Text(value);
    }
}
