package qingshan.proof.invariant;

import java.util.regex.Pattern;

/**
 * The numbers of GS1. The check digit: from the right, digits weigh 3 and 1 in turn, and all of them with it make a multiple
 * of ten. The ledger has each in its shortest form, so that one number is one text.
 */
final class Gtins {
    private static final Pattern SHORTEST = Pattern.compile("[0-9]{8}|(?!0000)[0-9]{12}|[1-9][0-9]{12,13}");

    private Gtins() {}

    static boolean isGood(String gtin) {
        if (!SHORTEST.matcher(gtin).matches()) {
            return false;
        }
        int length = gtin.length();
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (gtin.charAt(length - 1 - i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }
}
