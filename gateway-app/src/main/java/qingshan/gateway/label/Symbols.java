package qingshan.gateway.label;

/** The 32 symbols of serials, lot codes and typed codes: digits and capitals without 0, O, 1 and I. */
final class Symbols {
    static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int BITS = 5;

    private Symbols() {}

    /** The first {@code 5 × length} bits of some bytes. */
    static String write(byte[] bytes, int length) {
        StringBuilder out = new StringBuilder(length);
        for (int symbol = 0; symbol < length; symbol++) {
            int value = 0;
            for (int bit = symbol * BITS; bit < (symbol + 1) * BITS; bit++) {
                value = (value << 1) | ((bytes[bit / 8] >> (7 - bit % 8)) & 1);
            }
            out.append(ALPHABET.charAt(value));
        }
        return out.toString();
    }

    /** The first 64 bits of 13 symbols, 65 bits. */
    static long head(String symbols) {
        long bits = 0;
        for (int i = 0; i < symbols.length() - 1; i++) {
            bits = (bits << BITS) | ALPHABET.indexOf(symbols.charAt(i));
        }
        return (bits << (BITS - 1)) | (ALPHABET.indexOf(symbols.charAt(symbols.length() - 1)) >> 1);
    }

    static boolean areIn(String text) {
        return text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    /**
     * The check character of some symbols: they are taken for elements of the field of 32, and the first of <em>n</em>
     * weighs <em>x</em> to the power of <em>n</em>, the last <em>x</em>. Up to 30 symbols the weights differ from one
     * another and from the check character's own, 1; so one wrong symbol changes the sum, and so do two that change places,
     * neighbours or not.
     */
    static char check(String symbols) {
        int sum = 0;
        for (int i = 0; i < symbols.length(); i++) {
            sum = timesX(sum ^ ALPHABET.indexOf(symbols.charAt(i)));
        }
        return ALPHABET.charAt(sum);
    }

    /** In the field of 32 with x⁵ = x² + 1, of which x generates all elements but zero. */
    private static int timesX(int element) {
        int twice = element << 1;
        return twice < 32 ? twice : twice ^ 0b100101;
    }
}
