package qingshan.gateway.demo;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.label.DigitalLink;
import qingshan.gateway.label.LotCode;
import qingshan.gateway.pack.Labelling;
import qingshan.rules.pack.Stretch;
import qingshan.rules.value.RecordName;

/**
 * The addresses of packs to look at, one for each state that a pack's page can show, as things stand now. A state that no
 * pack is in is left out.
 */
@Singleton
final class DemoPages {
    private static final List<String> KINDS = List.of("order", "held", "recalled", "not-dispatched");
    private static final String NOBODYS = "ZZZZZZZZZZZZZ";

    /** A serial stands in another state than the one before it only where a chunk or a stretch begins or has ended. */
    private static final String STATES = """
            WITH edge AS (
                SELECT run, first AS index FROM read.chunk
                UNION SELECT run, first FROM read.stretch
                UNION SELECT run, last + 1 FROM read.stretch)
            SELECT DISTINCT ON (kind) kind, run, index, gtin FROM (
                SELECT e.run, e.index, n.gtin,
                    CASE WHEN 'recall' IN (SELECT kind FROM read.hold WHERE lot = e.run AND until IS NULL) THEN 'recalled'
                        WHEN EXISTS (SELECT 1 FROM read.hold WHERE lot = e.run AND until IS NULL) THEN 'held'
                        WHEN s.fate IS NULL THEN 'not-dispatched'
                        WHEN s.fate = 'dispatched' THEN 'order' ELSE s.fate END AS kind
                FROM edge e
                    JOIN read.chunk c ON c.run = e.run AND e.index BETWEEN c.first AND c.first + c.count - 1
                    JOIN read.run n ON n.record = e.run
                    LEFT JOIN read.stretch s ON s.run = e.run AND e.index BETWEEN s.first AND s.last) pack
            ORDER BY kind, run, index""";

    private final Db db;
    private final Labelling labelling;

    DemoPages(Db db, Labelling labelling) {
        this.db = db;
        this.labelling = labelling;
    }

    /** The pages in order, those of packs first; none where nothing is labelled. */
    List<DemoPage> now() {
        List<DemoPage> pages = new ArrayList<>(db.list(STATES, row -> {
            RecordName run = new RecordName(row.getString(2));
            Stretch one = new Stretch(row.getLong(3), row.getLong(3));
            String serial = labelling.serials(run, one).getFirst().value();
            return new DemoPage(row.getString(1), link(row.getString(4), run, serial));
        }));
        pages.removeIf(page -> !KINDS.contains(page.kind()));
        pages.sort(Comparator.comparingInt(page -> KINDS.indexOf(page.kind())));
        if (!pages.isEmpty()) {
            String pack = pages.getFirst().path();
            String run = pack.substring(0, pack.lastIndexOf("/21/"));
            pages.add(new DemoPage("unknown", run + "/21/" + NOBODYS));
            pages.add(new DemoPage("malformed", run));
        }
        return pages;
    }

    /** The address of a pack. */
    static String link(String gtin, RecordName run, String serial) {
        return new DigitalLink(gtin, LotCode.of(run), serial).path();
    }
}
