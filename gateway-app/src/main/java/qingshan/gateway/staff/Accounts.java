package qingshan.gateway.staff;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.ledger.Enroller;

/** The accounts of staff, in the organization's own database. */
@Singleton
public final class Accounts {
    /** So many wrong passwords in a row lock an account. */
    static final int FAILURES_MAX = 5;
    /** For so long. */
    static final Duration LOCKED = Duration.ofMinutes(15);

    /** Of every demonstration account. */
    public static final String DEMO_PASSWORD = "qingshan-demo";
    /** Of every demonstration account. */
    public static final String DEMO_PIN = "1234";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,31}");
    private static final Pattern PIN = Pattern.compile("[0-9]{4,8}");
    private static final int PASSWORD_MIN = 10;
    private static final int TEXT_MAX = 200;
    private static final int DISPLAY_MAX = 40;
    private static final String COLUMNS = "SELECT name, display, role FROM own.staff WHERE NOT disabled";

    private final Db db;
    private final Strangers strangers = new Strangers();

    /** Those of a database. */
    public Accounts(Db db) {
        this.db = db;
    }

    /** What came of a try to sign in. */
    sealed interface Try {
        /** That is them. */
        record In(Staff staff) implements Try {}

        /** Name and password do not belong together; which of them is wrong is not said. */
        record Wrong() implements Try {}

        /** Too many wrong ones. */
        record Locked(Instant until) implements Try {}
    }

    /**
     * Makes an account, or changes it, and enrols its identity on the ledger.
     *
     * @param pin 4 to 8 digits by which a colleague is taken over from at a counter, or null
     * @param demo whether its password is known to everybody
     * @throws StaffException if a value is not allowed
     */
    public Staff put(
            Enroller enroller,
            String name,
            String display,
            Role role,
            String password,
            @Nullable String pin,
            boolean demo) {
        if (!NAME.matcher(name).matches()) {
            throw StaffException.of("name", name);
        }
        if (display.isBlank()
                || display.length() > DISPLAY_MAX
                || display.codePoints().anyMatch(Character::isISOControl)) {
            throw StaffException.of("display", DISPLAY_MAX);
        }
        if (password.length() < PASSWORD_MIN || password.length() > TEXT_MAX) {
            throw StaffException.of("password", PASSWORD_MIN, TEXT_MAX);
        }
        if (pin != null && !PIN.matcher(pin).matches()) {
            throw StaffException.of("pin");
        }
        Staff staff = new Staff(name, display, role);
        enroller.enroll(role.mspId(), staff.actor().name(), role.attributes());
        db.update(
                """
                INSERT INTO own.staff (name, display, role, password, pin, demo) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET display = excluded.display, role = excluded.role,
                    password = excluded.password, pin = excluded.pin, demo = excluded.demo,
                    failures = 0, locked_until = NULL, disabled = false""",
                name,
                display,
                role.code(),
                Passwords.hash(password),
                pin == null ? null : Passwords.hash(pin),
                demo);
        db.update("DELETE FROM own.session WHERE staff = ?", name);
        db.update("DELETE FROM own.api_token WHERE staff = ?", name);
        return staff;
    }

    /** Whether there is an account of this name, also one that was ended. */
    public boolean knows(String name) {
        return db.one("SELECT 1 FROM own.staff WHERE name = ?", row -> row.getInt(1), name)
                .isPresent();
    }

    /** All that may sign in, by name. */
    public List<Staff> list() {
        return db.list(COLUMNS + " ORDER BY name", Accounts::staff);
    }

    /** Lets somebody sign in no more, and ends what they have open; false if there is no such account. */
    public boolean disable(String name) {
        db.update("DELETE FROM own.session WHERE staff = ?", name);
        db.update("DELETE FROM own.api_token WHERE staff = ?", name);
        return db.update("UPDATE own.staff SET disabled = true WHERE name = ? AND NOT disabled", name) == 1;
    }

    /** Makes an account for each role, named as the role, with a password that everybody knows. */
    public void demo(Enroller enroller) {
        for (Role role : Role.values()) {
            put(enroller, role.code(), role.code(), role, DEMO_PASSWORD, DEMO_PIN, true);
        }
    }

    /** Lets accounts whose password everybody knows sign in no more. */
    public void endDemo() {
        db.update("DELETE FROM own.session s USING own.staff a WHERE a.name = s.staff AND a.demo");
        db.update("UPDATE own.staff SET disabled = true WHERE demo AND NOT disabled");
    }

    /** Whether some account's password is no secret. */
    public boolean hasDemo() {
        return db.one("SELECT 1 FROM own.staff WHERE demo AND NOT disabled LIMIT 1", row -> row.getInt(1))
                .isPresent();
    }

    Try signIn(String name, String password) {
        return compare(name, password, "password");
    }

    /** Takes over a counter; only between those who have a PIN and the same role. */
    Try takeOver(Staff from, String name, String pin) {
        Try tried = compare(name, pin, "pin");
        return tried instanceof Try.In(Staff to) && to.role() != from.role() ? new Try.Wrong() : tried;
    }

    private record Secret(Staff staff, @Nullable String hash) {}

    private Try compare(String name, String said, String column) {
        // what is no name is in no table, and not all of it can be looked for
        Optional<Secret> counted = NAME.matcher(name).matches() ? count(name, column) : Optional.empty();
        if (counted.isEmpty()) {
            Optional<Instant> until = locked(name).or(() -> strangers.count(name, Instant.now()));
            if (until.isPresent()) {
                return new Try.Locked(until.get());
            }
        }
        String hash = counted.map(Secret::hash).orElse(Passwords.NOBODY);
        if (said.length() <= TEXT_MAX && Passwords.matches(said, hash) && counted.isPresent()) {
            db.update("UPDATE own.staff SET failures = 0, locked_until = NULL WHERE name = ?", name);
            return new Try.In(counted.get().staff());
        }
        return new Try.Wrong();
    }

    private Optional<Instant> locked(String name) {
        return !NAME.matcher(name).matches()
                ? Optional.empty()
                : db.one(
                        "SELECT locked_until FROM own.staff WHERE name = ? AND NOT disabled AND locked_until > now()",
                        row -> row.getTimestamp(1).toInstant(),
                        name);
    }

    /**
     * Counts a try as a failure before it is compared, so that many at once are no more than may be made; a success takes it
     * back. After a lock the count begins anew. Empty, and nothing is counted, while it is locked, and for an account that is
     * not there.
     */
    private Optional<Secret> count(String name, String column) {
        return db.one(
                """
                UPDATE own.staff a SET failures = n.failures,
                    locked_until = CASE WHEN n.failures >= ? THEN now() + make_interval(secs => ?) END
                FROM (SELECT name, CASE WHEN locked_until IS NULL THEN failures ELSE 0 END + 1 AS failures
                      FROM own.staff WHERE name = ? AND NOT disabled AND (locked_until IS NULL OR locked_until <= now())
                      FOR UPDATE) n
                WHERE a.name = n.name RETURNING a.name, a.display, a.role, a.""" + column,
                row -> new Secret(staff(row), row.getString(4)),
                FAILURES_MAX,
                (double) LOCKED.toSeconds(),
                name);
    }

    static Staff staff(ResultSet row) throws SQLException {
        Role role = Role.of(row.getString(3)).orElseThrow(() -> new SQLException("no such role"));
        return new Staff(row.getString(1), row.getString(2), role);
    }
}
