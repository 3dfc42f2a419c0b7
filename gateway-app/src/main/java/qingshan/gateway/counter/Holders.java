package qingshan.gateway.counter;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.party.Numbers;
import qingshan.rules.json.Records;
import qingshan.rules.party.PartyKind;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.value.Id;

/** Finds who stands at the counter: by a card's code, its printed number, its last digits, a telephone or a name. */
@Singleton
final class Holders {
    /** More than so many are not shown: who searches types one character more. */
    static final int FOUND_MAX = 6;

    private static final int QUERY_MAX = 64;
    private static final Pattern CODE = Pattern.compile("(?:.*/card/)?([0-9a-f]{32})");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{4,}");
    private static final String SELECT =
            "SELECT c.id, c.number, c.name, c.village, p.kind, k.signed_only, k.account, k.lost_at IS NOT NULL"
                    + " FROM own.card c JOIN read.card k ON k.card = c.id JOIN read.party p ON p.party = k.party";

    private final Db db;

    Holders(Db db) {
        this.db = db;
    }

    private record Row(
            Id card,
            String number,
            String name,
            String village,
            PartyKind kind,
            boolean signedOnly,
            Id account,
            boolean lost) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    new Id(row.getString(1)),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    kindOf(row.getString(5)),
                    row.getBoolean(6),
                    new Id(row.getString(7)),
                    row.getBoolean(8));
        }
    }

    /** The one of a printed number, if it is on the ledger. */
    Optional<Holder> ofNumber(String number, Optional<Season> season) {
        return exactly(number).stream().findFirst().map(row -> holder(row, season));
    }

    /** All that a scan or a search may mean, the exact one alone if there is one. */
    List<Holder> find(String said, Optional<Season> season) {
        String text = said.strip();
        if (text.isEmpty() || text.length() > QUERY_MAX + CODE.pattern().length()) {
            return List.of();
        }
        Matcher code = CODE.matcher(text);
        List<Row> exact = code.matches() ? db.list(SELECT + " WHERE c.id = ?", Row::of, code.group(1)) : exactly(text);
        List<Row> rows = exact.isEmpty() ? like(Normalizer.normalize(text, Normalizer.Form.NFKC)) : exact;
        return rows.stream().map(row -> holder(row, season)).toList();
    }

    /** As an import wrote it, or as cards are printed. */
    private List<Row> exactly(String number) {
        return db.list(
                SELECT + " WHERE c.number IN (?, ?) ORDER BY c.number <> ? LIMIT 1",
                Row::of,
                number,
                Numbers.printed(number),
                number);
    }

    private List<Row> like(String text) {
        String pattern = text.replaceAll("[\\\\%_]", "\\\\$0");
        if (DIGITS.matcher(text).matches()) {
            return db.list(
                    SELECT + " WHERE c.number LIKE ? OR c.mobile LIKE ? ORDER BY c.number LIMIT ?",
                    Row::of,
                    "%" + pattern,
                    "%" + pattern,
                    FOUND_MAX);
        }
        if (text.codePoints().allMatch(c -> c < 128)) {
            return List.of();
        }
        return db.list(
                SELECT + " WHERE c.name LIKE ? ORDER BY c.name, c.number LIMIT ?",
                Row::of,
                "%" + pattern + "%",
                FOUND_MAX);
    }

    private Holder holder(Row row, Optional<Season> season) {
        List<String> blocks = new ArrayList<>();
        if (row.lost) {
            blocks.add("CARD_LOST");
        }
        if (row.signedOnly) {
            blocks.add("SIGNED_ONLY");
        }
        if (season.isEmpty()) {
            blocks.add("OUT_OF_SEASON");
            return holder(row, false, -1, null, blocks);
        }
        SeasonPolicy policy = season.get().policy();
        boolean grows = policy.harvestKinds().contains(row.kind);
        String name = season.get().name().value();
        long left = grows ? entitled(row.account, name) : held(row.account, name, policy, blocks);
        if (grows && left <= 0) {
            blocks.add("OVER_ENTITLEMENT");
        }
        Certificate certificate = null;
        if (policy.certificateKinds().contains(row.kind)) {
            certificate = certificate(row.account, name, policy).orElse(null);
            if (certificate == null) {
                blocks.add("NO_CERTIFICATE");
            } else {
                left = Math.min(left, certificate.left);
            }
        }
        return holder(row, grows, left, certificate == null ? null : certificate.number, blocks);
    }

    private static Holder holder(Row row, boolean grows, long left, @Nullable String certificate, List<String> blocks) {
        return new Holder(
                row.card, row.number, row.name, row.village, row.kind, grows, left, certificate, List.copyOf(blocks));
    }

    private long entitled(Id account, String season) {
        return db.one(
                        "SELECT granted - used FROM read.entitlement WHERE card = ? AND season = ?",
                        row -> row.getLong(1),
                        account.value(),
                        season)
                .orElse(0L);
    }

    private long held(Id account, String season, SeasonPolicy policy, List<String> blocks) {
        String sql = "SELECT coalesce(sum(h.grams) FILTER (WHERE f.lot IS NULL), 0), count(f.lot) FROM read.holding h"
                + " LEFT JOIN (SELECT DISTINCT lot FROM read.hold WHERE until IS NULL) f ON f.lot = h.lot"
                + " WHERE h.card = ? AND h.season = ? AND h.product = ?";
        record Held(long grams, long frozen) {}
        Held held = db.one(
                        sql,
                        row -> new Held(row.getLong(1), row.getLong(2)),
                        account.value(),
                        season,
                        policy.leafProduct().value())
                .orElseThrow();
        if (held.grams == 0) {
            blocks.add(held.frozen > 0 ? "FROZEN" : "OVERSOLD");
        }
        return held.grams;
    }

    private record Certificate(String number, long left) {}

    /** The one with the most left: what a sale needs is on one alone. */
    private Optional<Certificate> certificate(Id account, String season, SeasonPolicy policy) {
        return db.one(
                "SELECT number, grams - used FROM read.certificate WHERE promisor = ? AND season = ? AND product = ?"
                        + " AND grams > used ORDER BY grams - used DESC, number LIMIT 1",
                row -> new Certificate(row.getString(1), row.getLong(2)),
                account.value(),
                season,
                policy.leafProduct().value());
    }

    private static PartyKind kindOf(String text) throws SQLException {
        for (PartyKind kind : PartyKind.values()) {
            if (Records.kebab(kind).equals(text)) {
                return kind;
            }
        }
        throw new SQLException("no such kind of party: " + text);
    }
}
