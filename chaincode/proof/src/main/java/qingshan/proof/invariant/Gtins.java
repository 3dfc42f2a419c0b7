package qingshan.proof.invariant;

/** The check digit of GS1: from the right, digits weigh 3 and 1 in turn, and all of them with it make a multiple of ten. */
final class Gtins {
    private Gtins() {}

    static boolean isGood(String gtin) {
        int length = gtin.length();
        if (length != 8 && length != 12 && length != 13 && length != 14) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < length; i++) {
            char c = gtin.charAt(length - 1 - i);
            if (c < '0' || c > '9') {
                return false;
            }
            sum += (c - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }
}
