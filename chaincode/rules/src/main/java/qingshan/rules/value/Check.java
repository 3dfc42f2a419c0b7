package qingshan.rules.value;

/** The checks that values share. Each throws {@link IllegalArgumentException} with words for the user. */
final class Check {
    private static final int IDEOGRAPHIC_SPACE = 0x3000;

    private Check() {}

    static void within(long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("is not from " + min + " to " + max);
        }
    }

    static void hex(String value, int digits) {
        boolean good = value.length() == digits;
        for (int i = 0; good && i < digits; i++) {
            char c = value.charAt(i);
            good = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        if (!good) {
            throw new IllegalArgumentException("is not " + digits + " lower-case hexadecimal digits");
        }
    }

    /**
     * Printable, trimmed, not empty, at most {@code max} code points. What cannot be seen, or turns the direction of
     * reading, is refused: two texts that look the same would be two. Private use stays: rare characters of names are
     * written with it in older systems.
     */
    static void text(String value, int max) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        if (value.codePointCount(0, value.length()) > max) {
            throw new IllegalArgumentException("is longer than " + max + " characters");
        }
        for (int i = 0, c; i < value.length(); i += Character.charCount(c)) {
            c = value.codePointAt(i);
            int kind = Character.getType(c);
            if (kind == Character.CONTROL
                    || kind == Character.FORMAT
                    || kind == Character.LINE_SEPARATOR
                    || kind == Character.PARAGRAPH_SEPARATOR
                    || kind == Character.SURROGATE
                    || (kind == Character.SPACE_SEPARATOR && c != ' ' && c != IDEOGRAPHIC_SPACE)
                    || (c & 0xFFFE) == 0xFFFE
                    || (c >= 0xFDD0 && c <= 0xFDEF)) {
                throw new IllegalArgumentException("holds a character that is not allowed: U+" + hexOf(c));
            }
        }
        if (!value.equals(value.strip())) {
            throw new IllegalArgumentException("begins or ends with a space");
        }
    }

    private static String hexOf(int c) {
        StringBuilder out = new StringBuilder(6);
        for (int shift = c > 0xFFFFF ? 20 : c > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4) {
            out.append("0123456789ABCDEF".charAt((c >> shift) & 15));
        }
        return out.toString();
    }
}
