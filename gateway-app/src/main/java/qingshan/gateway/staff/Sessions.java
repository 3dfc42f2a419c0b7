package qingshan.gateway.staff;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import qingshan.gateway.keeper.Db;

/**
 * Who is signed in. The browser holds 256 random bits, the database their digest, so who reads the database can enter as
 * nobody. A session ends two hours after it was last used, fourteen hours after it began, and with a sign-out.
 */
@Singleton
final class Sessions {
    /** The cookie's name. */
    static final String COOKIE = "qs";

    static final Duration IDLE_MAX = Duration.ofHours(2);
    static final Duration MAX = Duration.ofHours(14);

    private static final int TOKEN_BYTES = 32;
    private static final int TOKEN_LENGTH = 43;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Db db;

    Sessions(Db db) {
        this.db = db;
    }

    /** Begins one; what it returns is for the browser only. */
    String begin(Staff staff) {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        db.update("INSERT INTO own.session (token, staff) VALUES (?, ?)", digest(token), staff.name());
        db.update(
                "DELETE FROM own.session WHERE seen < now() - make_interval(secs => ?)"
                        + " OR begun < now() - make_interval(secs => ?)",
                (double) IDLE_MAX.toSeconds(),
                (double) MAX.toSeconds());
        return token;
    }

    /** Whose it is, if it is one and has not ended; it counts as used now. */
    Optional<Staff> find(String token) {
        if (token.length() != TOKEN_LENGTH) {
            return Optional.empty();
        }
        Optional<Staff> staff =
                db.one("""
                SELECT a.name, a.display, a.role FROM own.session s JOIN own.staff a ON a.name = s.staff
                WHERE s.token = ? AND NOT a.disabled AND s.seen > now() - make_interval(secs => ?)
                  AND s.begun > now() - make_interval(secs => ?)""", Accounts::staff, digest(token), (double) IDLE_MAX.toSeconds(), (double) MAX.toSeconds());
        if (staff.isPresent()) {
            // once a minute is exact enough, and spares a write for each request
            db.update(
                    "UPDATE own.session SET seen = now() WHERE token = ? AND seen < now() - interval '1 minute'",
                    digest(token));
        }
        return staff;
    }

    /** Ends one. */
    void end(String token) {
        db.update("DELETE FROM own.session WHERE token = ?", digest(token));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
