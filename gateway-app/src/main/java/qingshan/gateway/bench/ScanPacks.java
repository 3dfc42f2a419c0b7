package qingshan.gateway.bench;

import java.util.ArrayList;
import java.util.List;
import qingshan.gateway.home.Secrets;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.label.DigitalLink;
import qingshan.gateway.label.LotCode;
import qingshan.gateway.label.Serial;
import qingshan.gateway.label.SerialMaker;
import qingshan.rules.value.RecordName;

/**
 * Many packs in the rows of a small season: its packing runs get more serials than they have packs, written straight into
 * the tables, as if they had been issued and dispatched.
 */
final class ScanPacks {
    private static final int CHUNK = 10_000;

    private ScanPacks() {}

    private record Run(RecordName name, String gtin) {}

    /** Makes them; the paths of all. */
    static List<String> make(Keeper keeper, int packs) {
        Db db = new Db(keeper.source());
        SerialMaker maker = new SerialMaker(db.transact(connection -> Secrets.of(connection, Secrets.MARKET)));
        List<Run> runs = db.list(
                "SELECT record, gtin FROM read.run ORDER BY record",
                row -> new Run(new RecordName(row.getString(1)), row.getString(2)));
        int each = Math.ceilDiv(packs, runs.size());
        List<String> paths = new ArrayList<>(packs);
        for (Run run : runs) {
            int id = db.one(
                            "INSERT INTO own.packing (record) VALUES (?) RETURNING id",
                            row -> row.getInt(1),
                            run.name.value())
                    .orElseThrow();
            String prefix = new DigitalLink(run.gtin, LotCode.of(run.name), "0").path();
            for (int first = 1; first <= each; first += CHUNK) {
                int count = Math.min(CHUNK, each - first + 1);
                List<Serial> serials = maker.chunk(run.name, first, count);
                write(db, run, id, first, serials);
                serials.forEach(serial -> paths.add(prefix.substring(0, prefix.length() - 1) + serial.value()));
            }
        }
        return paths;
    }

    private static void write(Db db, Run run, int id, int first, List<Serial> serials) {
        Long[] heads = serials.stream().map(Serial::head).toArray(Long[]::new);
        db.update(
                "INSERT INTO own.serial SELECT head, ?, ? + ord - 1 FROM unnest(?) WITH ORDINALITY u (head, ord)",
                id,
                first,
                heads);
        db.update(
                "INSERT INTO read.chunk VALUES (?, ?, ?, '', ?)",
                run.name.value(),
                (long) first,
                (long) serials.size(),
                run.name.value());
        db.update(
                "INSERT INTO read.stretch VALUES (?, ?, ?, 'dispatched', ?, now())",
                run.name.value(),
                (long) first,
                first + serials.size() - 1L,
                run.name.value());
    }
}
