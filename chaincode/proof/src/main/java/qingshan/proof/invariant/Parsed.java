package qingshan.proof.invariant;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.proof.compact.Fingerprint;
import qingshan.rules.Command;
import qingshan.rules.Event;
import qingshan.rules.json.JsonObject;

/**
 * A valid transaction as the domain knows it. Making it needs nothing of the state, so any thread may.
 *
 * @param command what was asked, or null when the transaction only read
 * @param json the command as it came
 * @param act the command as an act, or null for a batch and for what only read
 * @param entries of a batch: each entry that was accepted as an act, else null
 * @param events what it says that happened
 * @param answer what it answered
 * @param writes the new value of each key, null where it was removed
 * @param fingerprints of the values of records
 */
public record Parsed(
        @Nullable Command command,
        JsonObject json,
        @Nullable Act act,
        List<@Nullable Act> entries,
        List<Event> events,
        JsonObject answer,
        Map<String, @Nullable Record> writes,
        Map<String, Fingerprint> fingerprints) {}
