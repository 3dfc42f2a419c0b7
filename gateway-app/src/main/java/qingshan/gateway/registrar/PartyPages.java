package qingshan.gateway.registrar;

import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.Sender;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.party.Names;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.WebRefusal;

/** Reads what the page of a party shows. */
@Singleton
final class PartyPages {
    private static final int PLOTS_MAX = 50;

    private final Db db;
    private final Names names;

    PartyPages(Db db, Names names) {
        this.db = db;
        this.names = names;
    }

    PartyPage of(String party, Staff staff, Sender.@Nullable Taken taken) {
        return db.one(
                        "SELECT kind, village, basis FROM read.party WHERE party = ?",
                        row -> new PartyPage(
                                party,
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                names.ofParty(party).orElse(null),
                                cards(party),
                                plots(party),
                                entitlements(party),
                                staff.role() == Role.REGISTRAR,
                                taken),
                        party)
                .orElseThrow(WebRefusal::notFound);
    }

    /** The kind of a party, as the ledger writes it. */
    String kind(String party) {
        return db.one("SELECT kind FROM read.party WHERE party = ?", row -> row.getString(1), party)
                .orElseThrow(WebRefusal::notFound);
    }

    private List<PartyPage.Card> cards(String party) {
        return db.list(
                "SELECT c.card, o.number, c.signed_only, c.lost_at, coalesce(r.number, c.replaced_by) FROM read.card c"
                        + " LEFT JOIN own.card o ON o.id = c.card LEFT JOIN own.card r ON r.id = c.replaced_by"
                        + " WHERE c.party = ? ORDER BY c.lost_at NULLS FIRST, o.number, c.card",
                row -> new PartyPage.Card(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        instant(row.getTimestamp(4)),
                        row.getString(5),
                        keys(row.getString(1))),
                party);
    }

    private List<PartyPage.Key> keys(String card) {
        return db.list(
                "SELECT key, algorithm, added_at, revoked_at FROM read.card_key WHERE card = ? ORDER BY key",
                row -> new PartyPage.Key(
                        row.getInt(1), row.getString(2), row.getTimestamp(3).toInstant(), instant(row.getTimestamp(4))),
                card);
    }

    /** Whether a card has or had this key. */
    boolean hasKey(String card, int key) {
        return db.one("SELECT 1 FROM read.card_key WHERE card = ? AND key = ?", row -> row.getInt(1), card, key)
                .isPresent();
    }

    private List<PartyPage.Plot> plots(String party) {
        return db.list(
                "SELECT p.plot, o.number, p.area, p.village FROM read.plot p LEFT JOIN own.plot o ON o.id = p.plot"
                        + " WHERE p.party = ? ORDER BY o.number, p.plot LIMIT " + PLOTS_MAX,
                row -> new PartyPage.Plot(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)),
                party);
    }

    private List<PartyPage.Entitlement> entitlements(String party) {
        return db.list(
                "SELECT e.card, e.season, e.granted, e.used, e.basis FROM read.entitlement e"
                        + " JOIN read.card c ON c.card = e.card WHERE c.party = ? ORDER BY e.season DESC, e.card",
                row -> new PartyPage.Entitlement(
                        row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getString(5)),
                party);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
