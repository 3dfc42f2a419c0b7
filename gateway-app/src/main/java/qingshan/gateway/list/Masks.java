package qingshan.gateway.list;

/** Identity numbers and telephones as lists show them: enough to tell two people apart, too little to use. */
public final class Masks {
    private static final int IDENTITY_DIGITS = 15;

    private Masks() {}

    /** The ends: of an identity number the first three and last four, of a telephone the last four, of others nothing. */
    public static String mask(String value) {
        int length = value.codePointCount(0, value.length());
        int first = length >= IDENTITY_DIGITS ? 3 : 0;
        int last = length >= 7 ? 4 : 0;
        StringBuilder out = new StringBuilder(length);
        int i = 0;
        for (int c : value.codePoints().toArray()) {
            out.appendCodePoint(i < first || i >= length - last ? c : '*');
            i++;
        }
        return out.toString();
    }
}
