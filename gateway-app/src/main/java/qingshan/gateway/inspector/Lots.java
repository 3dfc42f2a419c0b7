package qingshan.gateway.inspector;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.gateway.form.Field;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.label.LabelException;
import qingshan.gateway.label.Serial;
import qingshan.gateway.pack.SerialIndex;
import qingshan.gateway.trace.OwnNames;
import qingshan.gateway.trace.SqlGraph;
import qingshan.gateway.trace.Trace;
import qingshan.gateway.trace.Tracer;
import qingshan.gateway.web.WebRefusal;

/** Finds lots and what belongs to them. */
@Singleton
public final class Lots {
    /** The longest name of a record, and an index behind it. */
    static final int ID_MAX = 300;

    private static final int SHOWN_MAX = 20;

    private final Keeper keeper;
    private final Db db;
    private final SerialIndex serials;

    Lots(Keeper keeper, Db db, SerialIndex serials) {
        this.serials = serials;
        this.keeper = keeper;
        this.db = db;
    }

    /**
     * What is kept back now.
     *
     * @param lots how many it reaches
     */
    public record HeldNow(
            String subject,
            @Nullable String number,
            String kind,
            String inspection,
            String reason,
            Instant since,
            long lots) {}

    /** An inspection that was recorded. */
    public record Recorded(String lot, @Nullable String number, String kind, String verdict, Instant at) {}

    /** What a text may mean: what a trace finds, and the code that is typed from a label. */
    List<Trace.Subject> find(String text) {
        List<Trace.Subject> named = named(text);
        return named.isEmpty() ? pack(text).map(this::named).orElse(named) : named;
    }

    private Optional<String> pack(String text) {
        try {
            return Optional.ofNullable(serials.find(Serial.typed(text)))
                    .map(pack -> pack.run().value() + "#" + pack.index());
        } catch (LabelException e) {
            return Optional.empty(); // no code that anybody would type from a label
        }
    }

    private List<Trace.Subject> named(String text) {
        try (SqlGraph graph = SqlGraph.open(keeper.source());
                OwnNames names = OwnNames.open(keeper.source())) {
            return new Tracer(graph, names).find(text);
        }
    }

    /**
     * Traces what an id names exactly.
     *
     * @throws WebRefusal NOT_FOUND if it is none
     */
    LotPage page(String id) {
        if (id.isEmpty() || id.length() > ID_MAX || id.indexOf(0) >= 0) {
            throw WebRefusal.notFound();
        }
        Trace trace;
        try (SqlGraph graph = SqlGraph.open(keeper.source());
                OwnNames names = OwnNames.open(keeper.source())) {
            Tracer tracer = new Tracer(graph, names);
            List<Trace.Subject> found = tracer.find(id);
            if (found.size() != 1) {
                throw WebRefusal.notFound();
            }
            trace = tracer.trace(found.getFirst());
        }
        return LotPage.of(trace, names(trace), Limits.inForce(db), files(trace));
    }

    /**
     * A record by its name.
     *
     * @throws WebRefusal NOT_FOUND if there is none
     */
    RecordRow record(String name) {
        if (name.isEmpty() || name.length() > ID_MAX || name.indexOf(0) >= 0) {
            throw WebRefusal.notFound();
        }
        try (SqlGraph graph = SqlGraph.open(keeper.source())) {
            return graph.rows(RecordRow.class, "name", List.of(name)).stream()
                    .findFirst()
                    .orElseThrow(WebRefusal::notFound);
        }
    }

    /**
     * A lot that can be inspected, by its name.
     *
     * @throws WebRefusal NOT_FOUND if there is none
     */
    RecordRow lot(String name) {
        RecordRow record = record(name);
        if (!LotPage.isLot(record)) {
            throw WebRefusal.notFound();
        }
        return record;
    }

    /**
     * Finds that an inspection is one of this lot.
     *
     * @throws WebRefusal NOT_FOUND if it is not
     */
    void inspection(String lot, String inspection) {
        if (db.list("SELECT 1 FROM read.inspection WHERE inspection = ? AND lot = ?", row -> 1, inspection, lot)
                .isEmpty()) {
            throw WebRefusal.notFound();
        }
    }

    Reach reach(String lot) {
        return Reach.of(db, lot, Reach.SHOWN_MAX);
    }

    /** What is kept back now, the newest first. */
    List<HeldNow> heldNow() {
        return db.list(
                """
                SELECT h.subject, r.number, h.kind, h.inspection, min(h.reason), min(h.since), count(*)
                FROM read.hold h LEFT JOIN read.record r ON r.name = h.subject
                WHERE h.until IS NULL GROUP BY h.block, h.tx, h.subject, r.number, h.kind, h.inspection
                ORDER BY h.block DESC, h.tx DESC LIMIT\s""" + SHOWN_MAX,
                row -> new HeldNow(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant(),
                        row.getLong(7)));
    }

    /** The newest inspections. */
    List<Recorded> inspections() {
        return db.list(
                """
                SELECT i.lot, r.number, i.kind, i.verdict, i.occurred_at
                FROM read.inspection i LEFT JOIN read.record r ON r.name = i.lot
                ORDER BY i.occurred_at DESC, i.inspection LIMIT\s""" + SHOWN_MAX,
                row -> new Recorded(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant()));
    }

    /** The laboratories that are registered, to choose from. */
    List<Field.Choice> laboratories() {
        return db.list("""
                SELECT DISTINCT ON (p.party) p.party, coalesce(nullif(o.name, ''), o.number, left(p.party, 8) || '…')
                FROM read.party p LEFT JOIN own.card o ON o.party = p.party
                WHERE p.kind = 'laboratory' ORDER BY p.party, 2""", row -> new Field.Choice(row.getString(1), row.getString(2)));
    }

    /** Kinds of inspections that were recorded before, to choose from. */
    List<String> kinds() {
        return db.list(
                "SELECT kind FROM read.inspection GROUP BY kind ORDER BY max(occurred_at) DESC, kind LIMIT "
                        + SHOWN_MAX,
                row -> row.getString(1));
    }

    /** Items to choose from: those that have a limit here. */
    List<String> items() {
        return db.list("SELECT DISTINCT item FROM own.limit_policy ORDER BY item", row -> row.getString(1));
    }

    private Map<String, String> names(Trace trace) {
        Set<String> ids = new HashSet<>();
        trace.numbers().forEach(known -> ids.add(known.id()));
        trace.growers().forEach(grower -> ids.add(grower.card()));
        trace.held().forEach(held -> ids.add(held.card()));
        Map<String, String> names = new HashMap<>();
        trace.numbers().forEach(known -> names.put(known.id(), known.number()));
        read("SELECT id, name || ' ' || number FROM own.card WHERE id = ANY (?) AND name <> ''", ids, names);
        read(
                "SELECT party, name FROM own.card WHERE party = ANY (?) AND name <> ''",
                trace.inspections().stream()
                        .map(tested -> tested.inspection().laboratory())
                        .toList(),
                names);
        return names;
    }

    private Map<String, String> files(Trace trace) {
        Map<String, String> files = new HashMap<>();
        read(
                "SELECT hash, name FROM own.lab_report WHERE hash = ANY (?)",
                trace.inspections().stream()
                        .map(tested -> tested.inspection().reportHash())
                        .toList(),
                files);
        return files;
    }

    private void read(String sql, Collection<String> ids, Map<String, String> into) {
        if (!ids.isEmpty()) {
            List<String> asked = new ArrayList<>(ids);
            db.each(sql, 0, row -> into.put(row.getString(1), row.getString(2)), (Object) asked.toArray(new String[0]));
        }
    }
}
