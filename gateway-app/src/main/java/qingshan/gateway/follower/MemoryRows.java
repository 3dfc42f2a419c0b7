package qingshan.gateway.follower;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the read model in memory, for who has blocks and no database. The same changes make the same rows; what only
 * tells of transactions and of imports' outcomes is left out.
 */
public final class MemoryRows {
    private static final Set<Class<? extends Row>> LEFT_OUT =
            Set.of(Row.BlockRow.class, Row.TransactionRow.class, Row.OutcomeRow.class);

    private final Map<Class<? extends Row>, Map<List<Object>, Row>> tables = new LinkedHashMap<>();

    /** Applies a change. */
    public void apply(Change change) {
        switch (change) {
            case Change.Put put -> put(put.row());
            case Change.Take t -> take(t);
            case Change.UseEntitlement u ->
                update(Row.EntitlementRow.class, e -> e.used(u.grams()), u.card(), u.season());
            case Change.UseCertificate u ->
                update(Row.CertificateRow.class, c -> c.used(u.grams()), u.promisor(), u.season(), u.number());
            case Change.Reverse r -> reverse(r.slip(), r.by());
            case Change.SetSignedOnly s -> update(Row.CardRow.class, c -> c.signedOnly(s.signedOnly()), s.card());
            case Change.RevokeKey r ->
                update(Row.CardKeyRow.class, k -> k.revoked(r.at(), r.reason()), r.card(), r.key());
            case Change.ForgetApprovals f ->
                table(Row.ApprovalRow.class)
                        .keySet()
                        .removeIf(key -> key.subList(0, 2).equals(List.of(f.card(), f.season())));
            case Change.Release r ->
                table(Row.HoldRow.class).replaceAll((key, row) -> {
                    Row.HoldRow hold = (Row.HoldRow) row;
                    boolean lifted = hold.until() == null
                            && hold.inspection().equals(r.inspection())
                            && r.lots().contains(hold.lot());
                    return lifted ? hold.released(r.at(), r.reason()) : hold;
                });
            case Change.LoseCard l -> {
                update(Row.CardRow.class, c -> c.lost(l.lostAt(), l.replacedBy()), l.card());
                table(Row.CardKeyRow.class).replaceAll((at, row) -> {
                    Row.CardKeyRow key = (Row.CardKeyRow) row;
                    boolean live = key.card().equals(l.card()) && key.revokedAt() == null;
                    return live ? key.revoked(l.at(), l.reason()) : key;
                });
            }
            case Change.ForgetConsent f ->
                table(Row.ConsentRow.class).remove(List.<Object>of(f.party(), f.scope(), f.reader()));
            case Change.SettleDispute s ->
                update(Row.DisputeRow.class, d -> d.settled(s.outcome(), s.reason(), s.at()), s.slip());
            case Change.SetNext s -> update(Row.ImportRunRow.class, run -> run.next(s.next()), s.run());
        }
    }

    /** The rows of one kind, in the order in which their keys first came. */
    public <R extends Row> Collection<R> rows(Class<R> type) {
        return table(type).values().stream().map(type::cast).toList();
    }

    /** The row of a key, or null. */
    public <R extends Row> @Nullable R find(Class<R> type, Object... key) {
        return type.cast(table(type).get(List.of(key)));
    }

    private void put(Row row) {
        if (!LEFT_OUT.contains(row.getClass())) {
            table(row.getClass()).put(Table.key(row), row);
        }
    }

    private void take(Change.Take t) {
        Row.HoldingRow holding = need(Row.HoldingRow.class, t.record(), t.ord());
        long left = holding.grams() - t.grams();
        if (left == 0) {
            table(Row.HoldingRow.class).remove(Table.key(holding));
        } else {
            put(holding.grams(left));
        }
    }

    private void reverse(String slip, String by) {
        Row.RecordRow record = need(Row.RecordRow.class, slip);
        String seller = record.seller();
        String season = record.season();
        if (seller == null || season == null) {
            throw new IllegalStateException("no slip: " + slip);
        }
        table(Row.HoldingRow.class).remove(List.<Object>of(slip, 0));
        for (int ord = 0; find(Row.PartRow.class, slip, ord) != null; ord++) {
            table(Row.HoldingRow.class).remove(List.<Object>of(slip, ord));
            putBack(record, need(Row.PartRow.class, slip, ord), seller, season);
        }
        if (record.maker() != null) {
            update(Row.EntitlementRow.class, e -> e.used(-record.grams()), seller, season);
        }
        if (record.certificate() != null) {
            update(Row.CertificateRow.class, c -> c.used(-record.grams()), seller, season, record.certificate());
        }
        put(record.with(null, by));
        update(Row.RecordRow.class, reversal -> reversal.with(season, null), by);
    }

    private void putBack(Row.RecordRow slip, Row.PartRow part, String seller, String season) {
        Row.HoldingRow rest = find(Row.HoldingRow.class, part.fromRecord(), part.fromOrd());
        put(new Row.HoldingRow(
                part.fromRecord(),
                part.fromOrd(),
                seller,
                season,
                String.valueOf(slip.product()),
                String.valueOf(slip.grade()),
                part.lot(),
                part.grams() + (rest == null ? 0 : rest.grams()),
                part.witness(),
                part.fromRank(),
                part.fromAt()));
    }

    private <R extends Row> void update(Class<R> type, UnaryOperator<R> change, Object... key) {
        put(change.apply(need(type, key)));
    }

    private <R extends Row> R need(Class<R> type, Object... key) {
        R row = find(type, key);
        if (row == null) {
            throw new IllegalStateException("no " + type.getSimpleName() + " of " + List.of(key));
        }
        return row;
    }

    private Map<List<Object>, Row> table(Class<? extends Row> type) {
        return tables.computeIfAbsent(type, t -> new LinkedHashMap<>());
    }
}
