package qingshan.gateway.label;

import java.util.Locale;

/**
 * The 82 characters that GS1 allows in a lot and a serial (General Specifications, figure 7.11-1), and how they stand in
 * the path of a link: letters, digits and {@code - . _} as they are, all others as a per cent sign and two digits.
 */
final class Set82 {
    /** The most characters of a lot (AI 10) and of a serial (AI 21). */
    static final int LENGTH_MAX = 20;

    private static final String MARKS = "!\"%&'()*+,-./:;<=>?_";
    /** Marks of the set that a link may hold as they are (RFC 3986, pchar); we write the first three only. */
    private static final String IN_PATH = "-._!&'()*+,:;=";

    private static final String WRITTEN = IN_PATH.substring(0, 3);

    private Set82() {}

    /**
     * Whether a text is 1 to 20 characters of the set. One and two dots are not: in a path they mean <em>here</em> and
     * <em>one up</em>, coded or not, and browsers take them out.
     */
    static boolean fits(String text) {
        return !text.isEmpty()
                && text.length() <= LENGTH_MAX
                && text.chars().allMatch(Set82::contains)
                && !text.equals(".")
                && !text.equals("..");
    }

    static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (alphanumeric(c) || WRITTEN.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return out.toString();
    }

    /**
     * The text that a part of a path stands for.
     *
     * @throws LabelException LINK_CODING
     */
    static String decode(String part) {
        StringBuilder out = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '%') {
                int high = i + 2 < part.length() ? hex(part.charAt(i + 1)) : -1;
                int low = i + 2 < part.length() ? hex(part.charAt(i + 2)) : -1;
                if (high < 0 || low < 0) {
                    throw LabelException.of(LabelFault.LINK_CODING);
                }
                out.append((char) (high * 16 + low));
                i += 2;
            } else if (alphanumeric(c) || IN_PATH.indexOf(c) >= 0) {
                out.append(c);
            } else {
                throw LabelException.of(LabelFault.LINK_CODING);
            }
        }
        return out.toString();
    }

    private static boolean contains(int c) {
        return alphanumeric(c) || MARKS.indexOf(c) >= 0;
    }

    private static boolean alphanumeric(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
