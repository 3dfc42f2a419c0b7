package qingshan.gateway.runs;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.Sender;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.label.DigitalLink;
import qingshan.gateway.label.Label;
import qingshan.gateway.label.LotCode;
import qingshan.gateway.label.Serial;
import qingshan.gateway.label.Site;
import qingshan.gateway.pack.Labelling;
import qingshan.gateway.web.GatewaySettings;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.pack.Stretch;
import qingshan.rules.value.RecordName;

/** Reads packing runs and what became of their serials. */
@Singleton
final class Runs {
    /** As many serials as are made at a time for a sheet. */
    private static final int AT_ONCE = 100;

    private final Db db;
    private final Labelling labelling;
    private final GatewaySettings settings;

    Runs(Db db, Labelling labelling, GatewaySettings settings) {
        this.db = db;
        this.labelling = labelling;
        this.settings = settings;
    }

    RunPage of(String run, Sender.@Nullable Taken taken) {
        return db.one(
                        """
                SELECT r.number, n.gtin, p.name, o.name, n.pack_grams, n.packs, r.occurred_at,
                    (SELECT coalesce(sum(count), 0) FROM read.chunk c WHERE c.run = n.record),
                    (SELECT coalesce(sum(last - first + 1), 0) FROM read.stretch s WHERE s.run = n.record AND fate = 'void'),
                    (SELECT coalesce(sum(last - first + 1), 0) FROM read.stretch s WHERE s.run = n.record AND fate <> 'void'),
                    (SELECT max(kind) FROM read.hold h WHERE h.lot = n.record AND h.until IS NULL)
                FROM read.run n JOIN read.record r ON r.name = n.record LEFT JOIN read.product p ON p.gtin = n.gtin
                    LEFT JOIN own.card o ON o.id = r.maker
                WHERE n.record = ?""",
                        row -> new RunPage(
                                run,
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getTimestamp(7).toInstant(),
                                row.getLong(8),
                                row.getLong(9),
                                row.getLong(10),
                                row.getString(11),
                                ready(run),
                                settings.published() == null,
                                taken),
                        run)
                .orElseThrow(WebRefusal::notFound);
    }

    /** What is issued, neither void nor dispatched. */
    private List<Stretch> ready(String run) {
        long issued = db.one(
                        "SELECT coalesce(max(first + count - 1), 0) FROM read.chunk WHERE run = ?",
                        row -> row.getLong(1),
                        run)
                .orElse(0L);
        List<Stretch> ready = new ArrayList<>();
        long[] next = {1};
        db.each(
                "SELECT first, last FROM read.stretch WHERE run = ? ORDER BY first",
                0,
                row -> {
                    if (row.getLong(1) > next[0]) {
                        ready.add(new Stretch(next[0], row.getLong(1) - 1));
                    }
                    next[0] = row.getLong(2) + 1;
                },
                run);
        if (next[0] <= issued) {
            ready.add(new Stretch(next[0], issued));
        }
        return ready;
    }

    /** Labels of stretches in order, made as they are asked for; only of serials that are ready. */
    Iterator<Label> labels(RunPage page, List<Stretch> wanted, Site site) {
        for (Stretch stretch : wanted) {
            if (page.ready().stream().noneMatch(r -> r.first() <= stretch.first() && stretch.last() <= r.last())) {
                throw WebRefusal.badValue("stretches", "are not issued, or void or dispatched");
            }
        }
        RecordName run = new RecordName(page.run());
        String lot = LotCode.of(run);
        String product = page.product() == null ? "" : page.product();
        // not a stream's own iterator: that one makes all of them before it gives the first
        Iterator<Stretch> pieces =
                wanted.stream().flatMap(Runs::pieces).toList().iterator();
        return new Iterator<>() {
            private Iterator<Serial> serials = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                return serials.hasNext() || pieces.hasNext();
            }

            @Override
            public Label next() {
                if (!serials.hasNext()) {
                    serials = labelling.serials(run, pieces.next()).iterator();
                }
                return label(site, page.gtin(), lot, serials.next(), product);
            }
        };
    }

    private static Label label(Site site, String gtin, String lot, Serial serial, String product) {
        return Label.ofPack(site, new DigitalLink(gtin, lot, serial.value()), product);
    }

    private static Stream<Stretch> pieces(Stretch stretch) {
        return LongStream.iterate(stretch.first(), n -> n <= stretch.last(), n -> n + AT_ONCE)
                .mapToObj(n -> new Stretch(n, Math.min(n + AT_ONCE - 1, stretch.last())));
    }
}
