package qingshan.proof.invariant;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.LedgerTransaction;
import qingshan.rules.Event;
import qingshan.rules.Events;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.LotEvent;
import qingshan.rules.state.Keys;

/** What a transaction's event tells. */
final class Told {
    private record Of(LedgerRecord record, JsonObject tree) {}

    private final List<Event> events;
    private final Map<String, Of> records = new HashMap<>();

    private Told(List<Event> events) {
        this.events = events;
    }

    static Told of(LedgerTransaction transaction) {
        ByteString payload = transaction.event();
        if (payload == null) {
            return new Told(List.of());
        }
        if (!Events.NAME.equals(transaction.eventName())) {
            throw new IllegalArgumentException("the event is named " + transaction.eventName());
        }
        JsonObject tree = Parser.json(payload);
        Told told = new Told(Records.read(tree, Events.class).events());
        if (tree.get("events") instanceof JsonArray all) {
            for (int i = 0; i < all.elements().size(); i++) {
                if (told.events.get(i) instanceof LotEvent.Recorded recorded) {
                    told.put(recorded, all.elements().get(i));
                }
            }
        }
        return told;
    }

    private void put(LotEvent.Recorded recorded, Json event) {
        if (event instanceof JsonObject object && object.get("record") instanceof JsonObject record) {
            records.put(Keys.record(recorded.name()), new Of(recorded.record(), record));
        }
    }

    List<Event> events() {
        return events;
    }

    /** The record that is told under a key, if it is this. */
    @Nullable
    LedgerRecord record(String key, JsonObject tree) {
        Of of = records.get(key);
        return of != null && of.tree().equals(tree) ? of.record() : null;
    }
}
