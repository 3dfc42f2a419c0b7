package qingshan.rules.value;

/**
 * 128 random bits under which something private is committed to.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record Salt(String value) {
    /** Refuses another form. */
    public Salt {
        Check.hex(value, 32);
    }
}
