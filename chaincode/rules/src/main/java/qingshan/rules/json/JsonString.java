package qingshan.rules.json;

/**
 * A string without lone surrogates.
 *
 * @param value the text
 */
public record JsonString(String value) implements Json {}
