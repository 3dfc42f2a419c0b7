package qingshan.rules;

import java.util.List;
import qingshan.rules.json.JsonObject;

/**
 * A yes: the state was changed.
 *
 * @param answer what the caller gets, and gets again for the same command
 * @param events what happened, in order
 */
public record Decision(JsonObject answer, List<Event> events) {
    /** Copies. */
    public Decision {
        events = List.copyOf(events);
    }

    /** An empty answer and these events. */
    public static Decision of(Event... events) {
        return new Decision(JsonObject.EMPTY, List.of(events));
    }

    /** An answer and these events. */
    public static Decision of(JsonObject answer, Event... events) {
        return new Decision(answer, List.of(events));
    }
}
