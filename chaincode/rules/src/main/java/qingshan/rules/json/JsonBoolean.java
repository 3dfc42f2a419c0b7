package qingshan.rules.json;

/**
 * true or false.
 *
 * @param value which
 */
public record JsonBoolean(boolean value) implements Json {}
