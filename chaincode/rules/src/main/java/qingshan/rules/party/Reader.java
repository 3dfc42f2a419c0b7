package qingshan.rules.party;

/**
 * Who may know something by a holder's consent.
 *
 * @param value {@code public} for everybody, or an organization's MSP id
 */
public record Reader(String value) {
    /** Everybody. */
    public static final Reader PUBLIC = new Reader("public");

    private static final int LENGTH_MAX = 64;

    /** Refuses what is neither. */
    public Reader {
        boolean good = !value.isEmpty()
                && value.length() <= LENGTH_MAX
                && value.chars().allMatch(c -> c == '.' || c == '-' || (c < 128 && Character.isLetterOrDigit(c)));
        if (!good) {
            throw new IllegalArgumentException("is neither public nor an organization's MSP id");
        }
    }
}
