package qingshan.gateway.season;

/** What is done to every field before anything else: trimming, and half-width digits, points and commas. */
final class Normal {
    private static final char IDEOGRAPHIC_SPACE = '\u3000';
    private static final char FULL_ZERO = '\uFF10';
    private static final char FULL_NINE = '\uFF19';
    private static final char FULL_STOP = '\uFF0E';
    private static final char FULL_COMMA = '\uFF0C';

    private Normal() {}

    static String of(String text) {
        char[] chars = text.toCharArray();
        return of(chars, 0, chars.length);
    }

    static String of(char[] buffer, int offset, int length) {
        int from = offset;
        int to = offset + length;
        while (from < to && isSpace(buffer[from])) {
            from++;
        }
        while (to > from && isSpace(buffer[to - 1])) {
            to--;
        }
        for (int i = from; i < to; i++) {
            if (half(buffer[i]) != buffer[i]) {
                return halved(buffer, from, to);
            }
        }
        return new String(buffer, from, to - from);
    }

    private static String halved(char[] buffer, int from, int to) {
        StringBuilder out = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            out.append(half(buffer[i]));
        }
        return out.toString();
    }

    private static char half(char c) {
        if (c >= FULL_ZERO && c <= FULL_NINE) {
            return (char) (c - FULL_ZERO + '0');
        }
        return switch (c) {
            case FULL_STOP -> '.';
            case FULL_COMMA -> ',';
            default -> c;
        };
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == IDEOGRAPHIC_SPACE;
    }
}
