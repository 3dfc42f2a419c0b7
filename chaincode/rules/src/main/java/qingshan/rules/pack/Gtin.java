package qingshan.rules.pack;

import java.util.Arrays;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;

/**
 * GS1 trade item numbers. Zeros before one do not make another number, so the ledger takes only the shortest form: whatever
 * compares the text compares the number.
 */
public final class Gtin {
    private static final int[] LENGTHS = {8, 12, 13, 14};

    private Gtin() {}

    /** Whether a text is 8, 12, 13 or 14 digits with the right check digit (GS1 General Specifications, 7.9). */
    public static boolean isGood(String text) {
        int n = text.length();
        if (Arrays.binarySearch(LENGTHS, n) < 0) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            // weights 3 and 1 from the right; the check digit itself weighs 1
            sum += (c - '0') * ((n - i) % 2 == 0 ? 3 : 1);
        }
        return sum % 10 == 0;
    }

    /** A good number without the zeros that its shortest form does without; any other text as it is. */
    public static String shortest(String text) {
        if (isGood(text)) {
            for (int length : LENGTHS) {
                int zeros = text.length() - length;
                if (zeros > 0 && text.startsWith("0".repeat(zeros))) {
                    return text.substring(zeros);
                }
            }
        }
        return text;
    }

    /** Whether a text is good and in its shortest form, as the ledger takes it. */
    public static boolean isShortest(String text) {
        return isGood(text) && shortest(text).equals(text);
    }

    /**
     * Refuses any text but a good number in its shortest form.
     *
     * @throws Refusal BAD_GTIN
     */
    public static void check(String text, String field) {
        if (!isShortest(text)) {
            throw new Refusal(Code.BAD_GTIN, JsonObject.of("field", field).with("gtin", text));
        }
    }
}
