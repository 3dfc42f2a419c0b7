package qingshan.gateway.label;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What tells one pack from all others: 13 symbols, 65 bits. In the link it stands as it is; to be typed it has a check
 * character behind it, and hyphens.
 *
 * @param value 13 symbols of the alphabet
 */
public record Serial(String value) {
    /** Symbols of a serial. */
    public static final int LENGTH = 13;
    /** Symbols of the code that a person types. */
    private static final int CODE_LENGTH = LENGTH + 1;

    private static final int GROUP = 5;
    /** More than any way to write a code needs; what is longer is not looked at. */
    private static final int TYPED_MAX = 64;

    /** Spaces, and all that looks like a hyphen. */
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}\\p{Pd}\\u2212_]+");

    /**
     * Refuses another form.
     *
     * @throws LabelException SERIAL_FORM
     */
    public Serial {
        if (value.length() != LENGTH || !Symbols.areIn(value)) {
            throw LabelException.of(LabelFault.SERIAL_FORM, LENGTH);
        }
    }

    /**
     * A serial as it stands in a link: exactly, in capitals.
     *
     * @throws LabelException SERIAL_FORM
     */
    public static Serial parse(String value) {
        return new Serial(value);
    }

    /**
     * A code as a person types it: small letters, full width 全角 and any spaces and hyphens do not matter.
     *
     * @throws LabelException CODE_EMPTY, CODE_LENGTH, CODE_SYMBOL with the symbol, CODE_CHECK
     */
    public static Serial typed(String text) {
        if (text.length() > TYPED_MAX) {
            throw LabelException.of(LabelFault.CODE_LENGTH, CODE_LENGTH, text.length());
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        String symbols = BETWEEN.matcher(plain).replaceAll("");
        if (symbols.isEmpty()) {
            throw LabelException.of(LabelFault.CODE_EMPTY);
        }
        symbols.codePoints()
                .filter(c -> Symbols.ALPHABET.indexOf(c) < 0)
                .findFirst()
                .ifPresent(c -> {
                    throw LabelException.of(LabelFault.CODE_SYMBOL, Character.toString(c));
                });
        if (symbols.length() != CODE_LENGTH) {
            throw LabelException.of(LabelFault.CODE_LENGTH, CODE_LENGTH, symbols.length());
        }
        String serial = symbols.substring(0, LENGTH);
        if (Symbols.check(serial) != symbols.charAt(LENGTH)) {
            throw LabelException.of(LabelFault.CODE_CHECK);
        }
        return new Serial(serial);
    }

    /** The code to type, with its check character: {@code XXXXX-XXXXX-XXXX}. */
    public String code() {
        String symbols = value + Symbols.check(value);
        return symbols.substring(0, GROUP) + "-" + symbols.substring(GROUP, 2 * GROUP) + "-"
                + symbols.substring(2 * GROUP);
    }

    /** Its first 64 bits, by which many of them are kept. */
    public long head() {
        return Symbols.head(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
