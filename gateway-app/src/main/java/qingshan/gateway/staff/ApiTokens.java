package qingshan.gateway.staff;

import jakarta.inject.Singleton;
import java.util.Optional;
import qingshan.gateway.keeper.Db;

/**
 * Tokens by which programs act as a member of staff. Whoever holds one holds 256 random bits, the database their digest. A
 * token lasts until it is revoked, its account ends, or the account's password is changed.
 */
@Singleton
public final class ApiTokens {
    /** By which people and scanners of leaked secrets know one. */
    static final String PREFIX = "qs_";

    private final Db db;

    /** Those of a database. */
    public ApiTokens(Db db) {
        this.db = db;
    }

    /** Makes one; it is said once and never again. Empty if there is no such account. */
    public Optional<String> issue(String name) {
        String token = PREFIX + Secrets.fresh();
        int made = db.update(
                "INSERT INTO own.api_token (token, staff) SELECT ?, name FROM own.staff WHERE name = ? AND NOT disabled",
                Secrets.digest(token),
                name);
        return made == 1 ? Optional.of(token) : Optional.empty();
    }

    /** Revokes all of an account; says how many. */
    public int revoke(String name) {
        return db.update("DELETE FROM own.api_token WHERE staff = ?", name);
    }

    /** Whose it is, if it is one. */
    Optional<Staff> find(String token) {
        if (token.length() != PREFIX.length() + Secrets.LENGTH || !token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return db.one("""
                SELECT a.name, a.display, a.role FROM own.api_token t JOIN own.staff a ON a.name = t.staff
                WHERE t.token = ? AND NOT a.disabled""", Accounts::staff, Secrets.digest(token));
    }
}
