package qingshan.proof.invariant;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Command;
import qingshan.rules.Event;
import qingshan.rules.json.JsonObject;

/**
 * A valid transaction as the domain knows it. Making it needs nothing of the state, so any thread may.
 *
 * @param command what was asked, or null when the transaction only read
 * @param json the command as it came
 * @param entries of a batch: the command of each entry that was accepted, else null
 * @param events what it says that happened
 * @param answer what it answered
 * @param writes the new value of each key, null where it was removed
 */
public record Parsed(
        @Nullable Command command,
        JsonObject json,
        List<@Nullable Command> entries,
        List<Event> events,
        JsonObject answer,
        Map<String, @Nullable Record> writes) {}
