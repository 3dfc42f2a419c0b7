package qingshan.gateway.web;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** By what a page's own scripts are told from injected ones: drawn for each request whose page has scripts. */
public final class Nonce {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private @Nullable String value;

    /** It, drawn when it is first asked for. */
    public String value() {
        String drawn = value;
        if (drawn == null) {
            byte[] random = new byte[BYTES];
            RANDOM.nextBytes(random);
            drawn = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            value = drawn;
        }
        return drawn;
    }

    /** What may run on the page, in words of Content Security Policy: what has it; nothing, if nobody asked for it. */
    String source() {
        return value == null ? "'none'" : "'nonce-" + value + "'";
    }
}
