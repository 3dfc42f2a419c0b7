package qingshan.rules.state;

import java.util.Comparator;

/** The order of keys on every ledger: that of their UTF-8 bytes, which is by code point and not Java's own. */
public final class KeyOrder {
    /** Compares by code point. */
    public static final Comparator<String> BY_CODE_POINT = KeyOrder::compare;

    private KeyOrder() {}

    /**
     * A text right after a key: no key lies between. U+0001, since PostgreSQL's texts hold no U+0000, and no key holds
     * either.
     */
    public static String after(String key) {
        return key + '\u0001';
    }

    private static int compare(String a, String b) {
        int end = Math.min(a.length(), b.length());
        for (int i = 0; i < end; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean sx = Character.isSurrogate(x);
                boolean sy = Character.isSurrogate(y);
                // surrogates stand for code points above every other char
                return sx == sy ? Character.compare(x, y) : sx ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
