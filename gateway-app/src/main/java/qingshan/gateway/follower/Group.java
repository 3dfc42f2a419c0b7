package qingshan.gateway.follower;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The changes of some blocks on their way into one database transaction. What only adds rows, and what touches the same
 * row again and again, is collected and written in bulk; what is rare and reads other rows writes all that was collected
 * before it and then speaks for itself.
 */
final class Group {
    private static final String TAKE = "UPDATE read.holding h SET grams = h.grams - t.grams"
            + " FROM unnest(?::text[], ?::int[], ?::bigint[]) AS t (record, ord, grams)"
            + " WHERE h.record = t.record AND h.ord = t.ord";
    private static final String EMPTIED =
            "DELETE FROM read.holding h USING unnest(?::text[], ?::int[]) AS t (record, ord)"
                    + " WHERE h.record = t.record AND h.ord = t.ord AND h.grams = 0";
    private static final String USE_ENTITLEMENT = "UPDATE read.entitlement e SET used = e.used + t.grams"
            + " FROM unnest(?::text[], ?::text[], ?::bigint[]) AS t (card, season, grams)"
            + " WHERE e.card = t.card AND e.season = t.season";
    private static final String USE_CERTIFICATE = "UPDATE read.certificate c SET used = c.used + t.grams"
            + " FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[]) AS t (promisor, season, number, grams)"
            + " WHERE c.promisor = t.promisor AND c.season = t.season AND c.number = t.number";

    private final Connection connection;
    private final Map<Class<? extends Row>, StringBuilder> added = new LinkedHashMap<>();
    private final Map<Class<? extends Row>, Map<List<Object>, Row>> replaced = new LinkedHashMap<>();
    private final Map<List<Object>, Row.HoldingRow> given = new LinkedHashMap<>();
    private final Map<List<Object>, Long> taken = new LinkedHashMap<>();
    private final Map<List<Object>, Long> entitlements = new LinkedHashMap<>();
    private final Map<List<Object>, Long> certificates = new LinkedHashMap<>();
    private final Map<String, Integer> next = new LinkedHashMap<>();

    Group(Connection connection) {
        this.connection = connection;
    }

    void apply(Change change) throws SQLException {
        switch (change) {
            case Change.Put put -> put(put.row());
            case Change.Take t -> take(t);
            case Change.UseEntitlement u -> useEntitlement(u);
            case Change.UseCertificate u -> useCertificate(u);
            case Change.SetNext s -> next.put(s.run(), s.next());
            case Change.Reverse r -> {
                write();
                Reversing.reverse(connection, r.slip(), r.by());
            }
            case Change.SetSignedOnly s -> {
                write();
                run("UPDATE read.card SET signed_only = ? WHERE card = ?", s.signedOnly(), s.card());
            }
            case Change.LoseCard l -> {
                write();
                run(
                        "UPDATE read.card SET lost_at = ?::timestamptz, replaced_by = ? WHERE card = ?",
                        l.lostAt().value(),
                        l.replacedBy(),
                        l.card());
                run(
                        "UPDATE read.card_key SET revoked_at = ?::timestamptz, reason = ?"
                                + " WHERE card = ? AND revoked_at IS NULL",
                        l.at().value(),
                        l.reason(),
                        l.card());
            }
            case Change.ForgetConsent f -> {
                write();
                run(
                        "DELETE FROM read.consent WHERE party = ? AND scope = ? AND reader = ?",
                        f.party(),
                        f.scope(),
                        f.reader());
            }
            case Change.SettleDispute s -> {
                write();
                run(
                        "UPDATE read.dispute SET outcome = ?, settlement = ?, settled_at = ?::timestamptz WHERE slip = ?",
                        s.outcome(),
                        s.reason(),
                        s.at().value(),
                        s.slip());
            }
            case Change.RevokeKey r -> {
                write();
                run(
                        "UPDATE read.card_key SET revoked_at = ?::timestamptz, reason = ? WHERE card = ? AND key = ?",
                        r.at().value(),
                        r.reason(),
                        r.card(),
                        r.key());
            }
            case Change.ForgetApprovals f -> {
                write();
                run("DELETE FROM read.approval WHERE card = ? AND season = ?", f.card(), f.season());
            }
            case Change.Release r -> {
                write();
                run(
                        "UPDATE read.hold SET until = ?::timestamptz, release_reason = ?"
                                + " WHERE inspection = ? AND lot = ANY (?) AND until IS NULL",
                        r.at().value(),
                        r.reason(),
                        r.inspection(),
                        r.lots());
            }
        }
    }

    private void put(Row row) {
        switch (row) {
            case Row.HoldingRow h -> given.put(Table.key(h), h);
            case Row.EntitlementRow e -> {
                replace(e);
                entitlements.remove(List.<Object>of(e.card(), e.season()));
            }
            case Row.CertificateRow c -> {
                replace(c);
                certificates.remove(List.<Object>of(c.promisor(), c.season(), c.number()));
            }
            case Row.PartyRow r -> replace(r);
            case Row.PlotRow r -> replace(r);
            case Row.ProductRow r -> replace(r);
            case Row.ScaleRow r -> replace(r);
            case Row.ApprovalRow r -> replace(r);
            case Row.BlockRow r -> add(r);
            case Row.TransactionRow r -> add(r);
            case Row.MarketRow r -> add(r);
            case Row.CardRow r -> add(r);
            case Row.ConsentRow r -> replace(r);
            case Row.DisputeRow r -> add(r);
            case Row.ChunkRow r -> add(r);
            case Row.StretchRow r -> add(r);
            case Row.CardKeyRow r -> add(r);
            case Row.PolicyRow r -> add(r);
            case Row.RecordRow r -> add(r);
            case Row.PartRow r -> add(r);
            case Row.LotRow r -> add(r);
            case Row.LotParentRow r -> add(r);
            case Row.RunRow r -> add(r);
            case Row.HoldRow r -> add(r);
            case Row.InspectionRow r -> add(r);
            case Row.InspectionItemRow r -> add(r);
            case Row.ImportRunRow r -> add(r);
            case Row.OutcomeRow r -> add(r);
            case Row.PriceRow r -> add(r);
        }
    }

    /** A row whose key is never used again. */
    private void add(Row row) {
        Table.of(row.getClass()).append(added.computeIfAbsent(row.getClass(), type -> new StringBuilder(1 << 16)), row);
    }

    /** A row that may take the place of another: the last one stands. */
    private void replace(Row row) {
        replaced.computeIfAbsent(row.getClass(), type -> new LinkedHashMap<>()).put(Table.key(row), row);
    }

    private void take(Change.Take t) {
        List<Object> key = List.of(t.record(), t.ord());
        Row.HoldingRow fresh = given.get(key);
        if (fresh == null) {
            taken.merge(key, t.grams(), Math::addExact);
        } else if (fresh.grams() == t.grams()) {
            given.remove(key);
        } else {
            given.put(key, fresh.grams(fresh.grams() - t.grams()));
        }
    }

    private void useEntitlement(Change.UseEntitlement u) {
        List<Object> key = List.of(u.card(), u.season());
        Row fresh = replaced.getOrDefault(Row.EntitlementRow.class, Map.of()).get(key);
        if (fresh instanceof Row.EntitlementRow entitlement) {
            replace(entitlement.used(u.grams()));
        } else {
            entitlements.merge(key, u.grams(), Math::addExact);
        }
    }

    private void useCertificate(Change.UseCertificate u) {
        List<Object> key = List.of(u.promisor(), u.season(), u.number());
        Row fresh = replaced.getOrDefault(Row.CertificateRow.class, Map.of()).get(key);
        if (fresh instanceof Row.CertificateRow certificate) {
            replace(certificate.used(u.grams()));
        } else {
            certificates.merge(key, u.grams(), Math::addExact);
        }
    }

    /** Writes what was collected. */
    void write() throws SQLException {
        for (Map.Entry<Class<? extends Row>, Map<List<Object>, Row>> entry : replaced.entrySet()) {
            Map<List<Object>, Row> rows = entry.getValue();
            int keyColumns = rows.keySet().iterator().next().size();
            runByKey(Table.of(entry.getKey()).delete(keyColumns), rows.keySet(), keyColumns, List.of());
            rows.values().forEach(this::add);
        }
        replaced.clear();
        given.values().forEach(this::add);
        given.clear();
        for (Map.Entry<Class<? extends Row>, StringBuilder> entry : added.entrySet()) {
            copy(Table.of(entry.getKey()), entry.getValue());
        }
        added.clear();
        runByKey(TAKE, taken.keySet(), 2, taken.values());
        runByKey(EMPTIED, taken.keySet(), 2, List.of());
        taken.clear();
        runByKey(USE_ENTITLEMENT, entitlements.keySet(), 2, entitlements.values());
        entitlements.clear();
        runByKey(USE_CERTIFICATE, certificates.keySet(), 3, certificates.values());
        certificates.clear();
        for (Map.Entry<String, Integer> entry : next.entrySet()) {
            run("UPDATE read.import_run SET next = ? WHERE run = ?", entry.getValue(), entry.getKey());
        }
        next.clear();
    }

    private void copy(Table table, StringBuilder rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copy());
        try {
            byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Runs a statement with an array for each column of the keys, and one for the values if there are any. */
    private void runByKey(String sql, Collection<List<Object>> keys, int columns, Collection<Long> values)
            throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        List<Object> arrays = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            int column = i;
            arrays.add(keys.stream().map(key -> key.get(column)).toList());
        }
        if (!values.isEmpty()) {
            arrays.add(values);
        }
        run(sql, arrays.toArray());
    }

    private void run(String sql, Object... arguments) throws SQLException {
        Sql.run(connection, sql, arguments);
    }
}
