package qingshan.rules.pack;

import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;

/** GS1 trade item numbers. They are compared as text: 13 digits are not the 14 that begin with a zero. */
public final class Gtin {
    private Gtin() {}

    /** Whether a text is 8, 12, 13 or 14 digits with the right check digit (GS1 General Specifications, 7.9). */
    public static boolean isGood(String text) {
        int n = text.length();
        if (n != 8 && n != 12 && n != 13 && n != 14) {
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

    /**
     * Refuses another text.
     *
     * @throws Refusal BAD_GTIN
     */
    public static void check(String text, String field) {
        if (!isGood(text)) {
            throw new Refusal(Code.BAD_GTIN, JsonObject.of("field", field).with("gtin", text));
        }
    }
}
