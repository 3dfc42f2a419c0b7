package qingshan.gateway.staff;

import jakarta.inject.Singleton;
import java.time.Duration;
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

    private final Db db;

    Sessions(Db db) {
        this.db = db;
    }

    /** Begins one; what it returns is for the browser only. */
    String begin(Staff staff) {
        String token = Secrets.fresh();
        db.update("INSERT INTO own.session (token, staff) VALUES (?, ?)", Secrets.digest(token), staff.name());
        db.update(
                "DELETE FROM own.session WHERE seen < now() - make_interval(secs => ?)"
                        + " OR begun < now() - make_interval(secs => ?)",
                (double) IDLE_MAX.toSeconds(),
                (double) MAX.toSeconds());
        return token;
    }

    /** Whose it is, if it is one and has not ended; it counts as used now. */
    Optional<Staff> find(String token) {
        if (token.length() != Secrets.LENGTH) {
            return Optional.empty();
        }
        Optional<Staff> staff = db.one(
                """
                SELECT a.name, a.display, a.role FROM own.session s JOIN own.staff a ON a.name = s.staff
                WHERE s.token = ? AND NOT a.disabled AND s.seen > now() - make_interval(secs => ?)
                  AND s.begun > now() - make_interval(secs => ?)""", Accounts::staff, Secrets.digest(token), (double) IDLE_MAX.toSeconds(), (double) MAX.toSeconds());
        if (staff.isPresent()) {
            // once a minute is exact enough, and spares a write for each request
            db.update(
                    "UPDATE own.session SET seen = now() WHERE token = ? AND seen < now() - interval '1 minute'",
                    Secrets.digest(token));
        }
        return staff;
    }

    /** Ends one. */
    void end(String token) {
        db.update("DELETE FROM own.session WHERE token = ?", Secrets.digest(token));
    }
}
