package qingshan.rules.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Command;
import qingshan.rules.Decision;
import qingshan.rules.Decisions;
import qingshan.rules.Opening;
import qingshan.rules.Submitter;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Fen;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Salt;

/** A ledger in memory to which commands are put one after the other, and what became of them. */
public final class World {
    /** A few seconds after what is recorded. */
    public static final long DELAY_MS = 2_140;

    private final CountingState state = new CountingState();
    private final List<Step> steps = new ArrayList<>();

    /**
     * A command that was accepted.
     *
     * @param by who submitted it
     * @param type its simple name
     * @param json as submitted
     * @param openings the private input
     * @param decision what became of it
     * @param calls of the state that it took
     */
    public record Step(
            Submitter by,
            String type,
            JsonObject json,
            JsonObject openings,
            Decision decision,
            CountingState.Count calls) {}

    /** What the ledger holds. */
    public CountingState state() {
        return state;
    }

    /** What was accepted so far. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Puts a command without private input. */
    public Decision put(Submitter by, Command command) {
        return put(by, command, JsonObject.EMPTY);
    }

    /** Puts a command whose price and amount are private. */
    public Decision put(Submitter by, Command command, Opening opening) {
        return put(by, command, openings(List.of(opening)));
    }

    /**
     * Puts a command a moment after it happened.
     *
     * @throws qingshan.rules.Refusal if it is refused
     */
    public Decision put(Submitter by, Command command, JsonObject openings) {
        return put(by, command, openings, command.occurredAt().epochMilli() + DELAY_MS);
    }

    /**
     * Puts a command at a moment of the test's choice.
     *
     * @param recordedAtMs the transaction's time, in milliseconds since 1970
     */
    public Decision put(Submitter by, Command command, JsonObject openings, long recordedAtMs) {
        String type = command.getClass().getSimpleName();
        JsonObject json = json(command);
        CountingState.Count before = state.calls().count();
        Decision decision = Decisions.decide(state, type, json, by, LedgerTime.ofEpochMilli(recordedAtMs), openings);
        CountingState.Count calls = state.calls().count().since(before);
        steps.add(new Step(by, type, json, openings, decision, calls));
        return decision;
    }

    /** A command as it is submitted: the transaction says of which type it is. */
    public static JsonObject json(Command command) {
        TreeMap<String, Json> members =
                new TreeMap<>(Records.write(command, Command.class).members());
        members.remove("type");
        return new JsonObject(members);
    }

    /** A command as an entry of a batch: it says its type itself. */
    public static JsonObject entry(Command command) {
        return Records.write(command, Command.class);
    }

    /** Private input by the entries' indexes; null where an entry has none. */
    public static JsonObject openings(List<? extends @Nullable Opening> openings) {
        JsonObject all = JsonObject.EMPTY;
        for (int i = 0; i < openings.size(); i++) {
            Opening opening = openings.get(i);
            if (opening != null) {
                all = all.with(Integer.toString(i), Records.write(opening, Opening.class));
            }
        }
        return all;
    }

    /** What was paid for grams at a price, rounded half up to the fen. */
    public static Opening opening(Grams grams, long priceFenPerKg, String salt) {
        long amount = (grams.value() * priceFenPerKg + 500) / 1000;
        return new Opening(new Fen(amount), new Fen(priceFenPerKg), new Salt(hex(salt, 32)));
    }

    /** An id that says nothing, always the same for the same name. */
    public static Id id(String name) {
        return new Id(hex(name, 32));
    }

    /** A command id, always the same for the same name. */
    public static CommandId commandId(String name) {
        String hex = hex(name, 32);
        return new CommandId(String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                "4" + hex.substring(13, 16),
                "8" + hex.substring(17, 20),
                hex.substring(20)));
    }

    private static String hex(String name, int digits) {
        return Digest.of(name).value().substring(0, digits);
    }
}
