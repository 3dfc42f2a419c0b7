package qingshan.gateway.season;

/** Numbers as a market writes them, exactly, in the smallest unit; no floating point. */
public final class Exact {
    /** The text is no such number. Every number is above zero, so this is none. */
    public static final long NONE = -1;

    private Exact() {}

    /** Kilograms to grams, mu to thousandths of a mu. */
    static long thousandths(String text) {
        return parse(text, 3);
    }

    /** Yuan to fen. */
    static long hundredths(String text) {
        return parse(text, 2);
    }

    /** Whole grams, packs. */
    static long whole(String text) {
        return parse(text, 0);
    }

    /**
     * Digits, or digits in groups of three with commas, at most 12 before the point; no sign, exponent or bare point;
     * above zero.
     *
     * @param text a normalised field
     * @param decimals how many decimals it may have at most; trailing zeros count
     * @return the number times 10^decimals, or {@link #NONE}
     */
    private static long parse(String text, int decimals) {
        int point = text.indexOf('.');
        int end = point < 0 ? text.length() : point;
        int fraction = point < 0 ? 0 : text.length() - point - 1;
        if (end == 0 || fraction > decimals || (point >= 0 && fraction == 0)) {
            return NONE;
        }
        boolean grouped = text.indexOf(',') >= 0;
        long value = 0;
        int digits = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (grouped && (end - i) % 4 == 0) {
                if (c != ',' || i == 0) {
                    return NONE;
                }
            } else if (isDigit(c) && digits < SeasonLimits.WHOLE_DIGITS_MAX) {
                value = value * 10 + (c - '0');
                digits++;
            } else {
                return NONE;
            }
        }
        for (int i = 1; i <= decimals; i++) {
            char c = i <= fraction ? text.charAt(end + i) : '0';
            if (!isDigit(c)) {
                return NONE;
            }
            value = value * 10 + (c - '0');
        }
        return value > 0 ? value : NONE;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
