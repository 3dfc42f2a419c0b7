package qingshan.gateway.party;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;
import qingshan.gateway.web.WebRefusal;

/**
 * The numbers by which parties and their cards are known, in the one form in which they are kept, however they are typed. What
 * imports bring stays as it is.
 */
public final class Numbers {
    private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\s]+");
    private static final Pattern CARD = Pattern.compile("[A-Z0-9]([A-Z0-9-]*[A-Z0-9])?");
    private static final Pattern MOBILE = Pattern.compile("1[0-9]{10}");
    private static final Pattern LANDLINE = Pattern.compile("0[0-9]{2,3}-?[0-9]{7,8}");

    private static final Pattern IDENTITY = Pattern.compile("[1-9][0-9]{16}[0-9X]");
    private static final int BORN_FROM = 6;
    private static final int BORN_TO = 14;
    private static final DateTimeFormatter BORN =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    /** ISO 7064, MOD 11-2, as GB 11643-1999 has it: by the remainder. */
    private static final String IDENTITY_CHECK = "10X98765432";

    /** GB 32100-2015: digits and letters without I, O, S, V and Z, each worth its place. */
    private static final String UNIT = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final int UNIT_FACTOR = 3;
    private static final int LENGTH = 18;

    private Numbers() {}

    /** Half-width, in capitals, without outer spaces: as cards are printed, and as a number is looked for. */
    public static String printed(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
    }

    /**
     * The number of a card to be given.
     *
     * @throws WebRefusal BAD_VALUE of {@code number} if it is not of letters A to Z, digits and hyphens between them
     */
    static String card(String typed) {
        String number = printed(typed);
        if (!CARD.matcher(number).matches()) {
            throw WebRefusal.badValue("number", "is not of letters A to Z, digits and hyphens between them");
        }
        return number;
    }

    /**
     * A telephone without spaces, or empty.
     *
     * @throws WebRefusal BAD_VALUE of {@code mobile} if it is neither of a mobile nor of a landline in China
     */
    static String telephone(String typed) {
        String number = SPACE.matcher(printed(typed)).replaceAll("");
        if (!number.isEmpty()
                && !MOBILE.matcher(number).matches()
                && !LANDLINE.matcher(number).matches()) {
            throw WebRefusal.badValue("mobile", "is neither of a mobile nor of a landline");
        }
        return number;
    }

    /**
     * A person's identity number or a firm's unified code, or empty.
     *
     * @throws WebRefusal BAD_VALUE of {@code identity} if its check character or day of birth is wrong
     */
    static String identity(String typed) {
        String number = SPACE.matcher(printed(typed)).replaceAll("");
        if (!number.isEmpty() && !isPerson(number) && !isFirm(number)) {
            throw WebRefusal.badValue("identity", "is no identity number and no unified code");
        }
        return number;
    }

    private static boolean isPerson(String number) {
        if (!IDENTITY.matcher(number).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum = (sum + Character.digit(number.charAt(i), 10)) * 2 % 11;
        }
        try {
            LocalDate.parse(number.substring(BORN_FROM, BORN_TO), BORN);
        } catch (DateTimeException e) {
            return false;
        }
        return IDENTITY_CHECK.charAt(sum) == number.charAt(LENGTH - 1);
    }

    private static boolean isFirm(String number) {
        if (number.length() != LENGTH || number.chars().anyMatch(c -> UNIT.indexOf(c) < 0)) {
            return false;
        }
        int sum = 0;
        int factor = 1;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += factor * UNIT.indexOf(number.charAt(i));
            factor = factor * UNIT_FACTOR % UNIT.length();
        }
        return UNIT.charAt((UNIT.length() - sum % UNIT.length()) % UNIT.length()) == number.charAt(LENGTH - 1);
    }
}
