package qingshan.gateway.season;

/** GS1's trade item numbers. */
final class Gtin {
    private Gtin() {}

    /** 8, 12, 13 or 14 digits of which the last is the check digit (GS1 General Specifications, section 7.9). */
    static boolean isValid(String text) {
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
            sum += (c - '0') * ((n - i) % 2 == 0 ? 3 : 1);
        }
        return sum % 10 == 0;
    }

    /** The number with its check digit behind it. */
    static String of(String digits) {
        for (char check = '0'; check <= '9'; check++) {
            if (isValid(digits + check)) {
                return digits + check;
            }
        }
        throw new IllegalArgumentException("not 7, 11, 12 or 13 digits: " + digits);
    }
}
