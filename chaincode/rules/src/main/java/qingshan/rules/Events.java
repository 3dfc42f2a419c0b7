package qingshan.rules;

import java.util.List;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;

/**
 * All events of one transaction, as the payload of its one Fabric event.
 *
 * @param events in order
 */
public record Events(List<Event> events) {
    /** The Fabric event's name. */
    public static final String NAME = "qingshan";

    /** Reads a payload. */
    public static List<Event> read(byte[] payload) {
        return Records.read(JsonParser.stored(payload), Events.class).events();
    }

    /** The payload: canonical {@code {"events":[…]}}. */
    public static byte[] write(List<Event> events) {
        return CanonicalJson.bytes(Records.write(new Events(events), Events.class));
    }
}
