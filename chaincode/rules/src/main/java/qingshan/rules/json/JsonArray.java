package qingshan.rules.json;

import java.util.List;

/**
 * An array.
 *
 * @param elements in order
 */
public record JsonArray(List<Json> elements) implements Json {
    /** Copies. */
    public JsonArray {
        elements = List.copyOf(elements);
    }
}
