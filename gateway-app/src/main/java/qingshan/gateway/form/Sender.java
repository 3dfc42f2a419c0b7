package qingshan.gateway.form;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sha256;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.staff.Desk;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.Command;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.value.LedgerTime;

/**
 * Sends the commands of forms, each kept before it is sent: sent twice, the ledger sees the same to the byte and does it once.
 * What was refused is forgotten, so that the corrected form goes under the same id.
 */
@Singleton
public final class Sender {
    private static final Duration KEPT_MAX = Duration.ofDays(30);

    private final Db db;
    private final Desk desk;
    /** Forms whose deeds this gateway, the one writer, does just now. */
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    Sender(Db db, Desk desk) {
        this.db = db;
        this.desk = desk;
    }

    /**
     * A form that was taken.
     *
     * @param form its name
     * @param kept under what the browser keeps what was typed
     * @param block that holds its command; 0 if it went to no ledger
     */
    public record Taken(String form, String kept, long block) {}

    private record Kept(
            String staff,
            String said,
            String command,
            @Nullable Long block) {}

    /**
     * Puts a command on the ledger, or finds that it is there.
     *
     * @param command made once, with the time at which it is first sent
     * @throws WebRefusal with the rules' code; {@code COMMAND_ID_REUSED} if the form was sent before with something else in it
     */
    public void send(Staff staff, Once once, Function<LedgerTime, Command> command) {
        UUID id = UUID.fromString(once.id().value());
        String said = digest(once.said());
        Command made = command.apply(LedgerTime.ofEpochMilli(Instant.now().toEpochMilli()));
        Kept kept = keep(staff, once, id, said, made);
        refuseOther(staff, once, said, kept);
        if (kept.block != null) {
            return;
        }
        try {
            submit(staff, id, made, kept.command);
        } catch (WebRefusal refusal) {
            if (!refusal.problem().code().equals("CLOCK_SKEW")) {
                throw refusal;
            }
            // kept when nobody could say whether it was taken, and now too old: it was not
            Kept again = keep(staff, once, id, said, made);
            submit(staff, id, made, again.command);
        }
    }

    /**
     * Does what takes several commands, once, and goes on with it when the same form comes again after it was cut off, or
     * after nobody could say what came of it.
     *
     * @param deed that does what is missing of it, and nothing twice
     * @throws WebRefusal UNDER_WAY while it is done; else what the deed throws
     */
    public void resuming(Staff staff, Once once, Runnable deed) {
        UUID id = UUID.fromString(once.id().value());
        String said = digest(once.said());
        if (!underWay.add(id)) {
            throw WebRefusal.of(HttpStatus.CONFLICT, "UNDER_WAY", JsonObject.EMPTY);
        }
        try {
            insert(staff, once, id, said, "");
            Kept kept = kept(id);
            refuseOther(staff, once, said, kept);
            if (kept.block == null) {
                perform(id, deed);
            }
        } finally {
            underWay.remove(id);
        }
    }

    private void perform(UUID id, Runnable deed) {
        forgetting(id, deed);
        db.update("UPDATE own.form SET block = (SELECT max(number) FROM read.block) WHERE id = ?", id);
    }

    /** Forgets a form whose deed is refused: corrected, it may come again under the same id. */
    private void forgetting(UUID id, Runnable deed) {
        try {
            deed.run();
        } catch (WebRefusal refusal) {
            if (refusal.problem().status().getCode() < 500) {
                db.update("DELETE FROM own.form WHERE id = ?", id);
            }
            throw refusal;
        }
    }

    /**
     * Does what is this organization's own and goes to no ledger.
     *
     * @param deed that may be done again without harm
     * @throws WebRefusal COMMAND_ID_REUSED if the form was sent before with something else in it
     */
    public void keep(Staff staff, Once once, Runnable deed) {
        UUID id = UUID.fromString(once.id().value());
        String said = digest(once.said());
        insert(staff, once, id, said, "");
        Kept kept = kept(id);
        refuseOther(staff, once, said, kept);
        if (kept.block == null) {
            forgetting(id, deed);
            db.update("UPDATE own.form SET block = 0 WHERE id = ?", id);
        }
    }

    /** Whether a form with this id was sent before and not refused. */
    public boolean knows(Once once) {
        return db.one(
                        "SELECT 1 FROM own.form WHERE id = ?",
                        row -> row.getInt(1),
                        UUID.fromString(once.id().value()))
                .isPresent();
    }

    private void submit(Staff staff, UUID id, Command command, String json) {
        forgetting(id, () -> {
            Desk.Done done = desk.submit(staff, command.getClass().getSimpleName(), json, JsonObject.EMPTY);
            db.update("UPDATE own.form SET block = ? WHERE id = ?", done.block(), id);
        });
    }

    private Kept keep(Staff staff, Once once, UUID id, String said, Command command) {
        insert(staff, once, id, said, json(command));
        return kept(id);
    }

    private int insert(Staff staff, Once once, UUID id, String said, String command) {
        db.update("DELETE FROM own.form WHERE at < now() - make_interval(secs => ?)", (double) KEPT_MAX.toSeconds());
        return db.update(
                "INSERT INTO own.form (id, staff, form, kept, said, command) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                id,
                staff.name(),
                once.form(),
                Form.kept(staff, once.action()),
                said,
                command);
    }

    private Kept kept(UUID id) {
        return db.one(
                        "SELECT staff, said, command, block FROM own.form WHERE id = ?",
                        row -> new Kept(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4) == null ? null : row.getLong(4)),
                        id)
                .orElseThrow(Sender::unknown);
    }

    private static void refuseOther(Staff staff, Once once, String said, Kept kept) {
        if (!kept.staff.equals(staff.name()) || !kept.said.equals(said)) {
            throw WebRefusal.of(
                    HttpStatus.CONFLICT,
                    "COMMAND_ID_REUSED",
                    JsonObject.of("id", once.id().value()));
        }
    }

    private static WebRefusal unknown() {
        return WebRefusal.of(HttpStatus.SERVICE_UNAVAILABLE, "UNKNOWN_OUTCOME", JsonObject.EMPTY);
    }

    /** A form that a member of staff sent and the ledger took, by the id of its command; empty for every other text. */
    public Optional<Taken> taken(Staff staff, @Nullable String id) {
        try {
            return id == null
                    ? Optional.empty()
                    : db.one(
                            "SELECT form, kept, block FROM own.form WHERE id = ? AND staff = ? AND block IS NOT NULL",
                            row -> new Taken(row.getString(1), row.getString(2), row.getLong(3)),
                            UUID.fromString(id),
                            staff.name());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String json(Command command) {
        TreeMap<String, Json> members =
                new TreeMap<>(Records.write(command, Command.class).members());
        members.remove("type"); // the transaction says it
        return CanonicalJson.write(new JsonObject(members));
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(Sha256.of(text));
    }
}
