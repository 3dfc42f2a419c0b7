package qingshan.gateway.staff;

import java.security.SecureRandom;
import java.util.Base64;
import qingshan.gateway.Sha256;

/** What sessions and tokens are made of: 256 random bits for who holds them, their digest for who keeps them. */
final class Secrets {
    /** Of a fresh one, in characters. */
    static final int LENGTH = 43;

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static String fresh() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static byte[] digest(String secret) {
        return Sha256.of(secret);
    }
}
