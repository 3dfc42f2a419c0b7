package qingshan.rules.value;

/**
 * The client-made id of a command, kept by the client before it sends, so that a command sent twice counts once.
 *
 * @param value a UUID in lower case, such as {@code 0b9c1e7a-5f0e-4f4b-9a53-3f7d1c2b4a5e}
 */
public record CommandId(String value) {
    /** Refuses another form. */
    public CommandId {
        if (value.length() != 36
                || value.charAt(8) != '-'
                || value.charAt(13) != '-'
                || value.charAt(18) != '-'
                || value.charAt(23) != '-') {
            throw new IllegalArgumentException("is no UUID in lower case");
        }
        Check.hex(value.replace("-", ""), 32);
    }

    @Override
    public String toString() {
        return value;
    }
}
