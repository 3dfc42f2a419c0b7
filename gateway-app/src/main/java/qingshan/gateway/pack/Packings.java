package qingshan.gateway.pack;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.home.Secrets;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.label.SerialMaker;
import qingshan.rules.value.RecordName;

/** The packing runs that have labels here, each under a small number; and what makes their serials. */
@Singleton
public final class Packings {
    private final Db db;
    private final Map<Integer, RecordName> byId = new ConcurrentHashMap<>();
    private volatile @Nullable SerialMaker maker;

    Packings(Db db) {
        this.db = db;
    }

    /** Makes serials with the market's secret. */
    public SerialMaker maker() {
        SerialMaker made = maker;
        if (made == null) {
            made = new SerialMaker(db.transact(connection -> Secrets.of(connection, Secrets.MARKET)));
            maker = made;
        }
        return made;
    }

    /** The number of a run; given the first time it is asked for. */
    int id(RecordName run) {
        db.update("INSERT INTO own.packing (record) VALUES (?) ON CONFLICT DO NOTHING", run.value());
        return db.one("SELECT id FROM own.packing WHERE record = ?", row -> row.getInt(1), run.value())
                .orElseThrow();
    }

    /** The run of a number. */
    RecordName run(int id) {
        RecordName known = byId.get(id);
        if (known == null) {
            known = db.one("SELECT record FROM own.packing WHERE id = ?", row -> new RecordName(row.getString(1)), id)
                    .orElseThrow();
            byId.put(id, known);
        }
        return known;
    }

    /** Brings all of them into memory. */
    void readAll() {
        db.each(
                "SELECT id, record FROM own.packing",
                0,
                row -> byId.put(row.getInt(1), new RecordName(row.getString(2))));
    }

    /** The run of a number if it is in memory, or null. */
    @Nullable
    RecordName known(int id) {
        return byId.get(id);
    }
}
