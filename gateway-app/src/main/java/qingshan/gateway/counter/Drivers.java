package qingshan.gateway.counter;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import qingshan.gateway.Sha256;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.party.Markets;
import qingshan.gateway.staff.Staff;

/** The drivers of a market's scales: each sends what its scale weighs, and has a token of which only a digest is kept. */
@Singleton
final class Drivers {
    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Db db;
    private final Markets markets;

    Drivers(Db db, Markets markets) {
        this.db = db;
        this.markets = markets;
    }

    /** Those scales of somebody's market whose driver has a token. */
    List<String> of(Staff staff) {
        return db.list(
                "SELECT d.scale FROM own.counter_driver d JOIN read.market m ON m.market = d.market"
                        + " WHERE m.msp_id = ? ORDER BY d.scale",
                row -> row.getString(1),
                staff.role().mspId());
    }

    /** Makes a token for a scale's driver; the one before it is of no more use. */
    String token(Staff staff, String scale) {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        db.update(
                "INSERT INTO own.counter_driver (market, scale, token) VALUES (?, ?, ?)"
                        + " ON CONFLICT (market, scale) DO UPDATE SET token = excluded.token, since = now()",
                markets.of(staff).value(),
                scale,
                digest(token));
        return token;
    }

    /** The scale that a token is for. */
    Optional<String> scale(String token) {
        return db.one("SELECT scale FROM own.counter_driver WHERE token = ?", row -> row.getString(1), (Object)
                digest(token));
    }

    private static byte[] digest(String token) {
        return Sha256.of(token);
    }
}
