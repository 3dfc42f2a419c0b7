package qingshan.gateway.season;

/** Follows bytes and says where they stop being UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
final class Utf8Check {
    private int pending;
    private int low = 0x80;
    private int high = 0xBF;
    private boolean broken;

    /**
     * Takes the next byte.
     *
     * @return false from the first byte on that does not belong there
     */
    boolean take(int b) {
        if (broken) {
            return false;
        }
        if (pending > 0) {
            broken = b < low || b > high;
            low = 0x80;
            high = 0xBF;
            pending--;
        } else if (b >= 0x80) {
            lead(b);
        }
        return !broken;
    }

    /** Whether the bytes so far are whole characters. */
    boolean isWhole() {
        return !broken && pending == 0;
    }

    private void lead(int b) {
        if (b >= 0xC2 && b <= 0xDF) {
            pending = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            pending = 2;
            low = b == 0xE0 ? 0xA0 : 0x80;
            high = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            pending = 3;
            low = b == 0xF0 ? 0x90 : 0x80;
            high = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            broken = true;
        }
    }
}
