package qingshan.gateway.list;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.keeper.Db;
import qingshan.rules.Code;
import qingshan.rules.Refusal;

/**
 * Where a list goes on: the keys of the last row that was given, sealed for this list and these filters. What another list
 * gave, or somebody changed, is refused.
 */
@Singleton
final class Cursors {
    /** A record's name has 200 characters at most. */
    static final int LENGTH_MAX = 1_500;

    private static final String HMAC = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int SEAL_BYTES = 12;
    private static final int SECRET_BYTES = 32;
    private static final String SEPARATOR = "\u001f";

    private final Db db;
    private volatile @Nullable SecretKeySpec key;

    Cursors(Db db) {
        this.db = db;
    }

    /** @param context list and filters */
    String seal(String context, List<String> keys) {
        byte[] text = String.join(SEPARATOR, keys).getBytes(StandardCharsets.UTF_8);
        byte[] seal = seal(context, text);
        byte[] both = Arrays.copyOf(seal, seal.length + text.length);
        System.arraycopy(text, 0, both, seal.length, text.length);
        return ENCODER.encodeToString(both);
    }

    /** @throws Refusal BAD_VALUE if it was not given here for this */
    List<String> open(String context, String cursor) {
        byte[] both = decode(cursor);
        if (both.length > SEAL_BYTES) {
            byte[] text = Arrays.copyOfRange(both, SEAL_BYTES, both.length);
            if (MessageDigest.isEqual(Arrays.copyOf(both, SEAL_BYTES), seal(context, text))) {
                return List.of(new String(text, StandardCharsets.UTF_8).split(SEPARATOR, -1));
            }
        }
        throw foreign();
    }

    private static byte[] decode(String cursor) {
        if (cursor.length() > LENGTH_MAX) {
            throw foreign();
        }
        try {
            byte[] both = Base64.getUrlDecoder().decode(cursor);
            if (ENCODER.encodeToString(both).equals(cursor)) {
                return both;
            }
            throw foreign(); // the bits behind the last byte are nobody's
        } catch (IllegalArgumentException e) {
            throw foreign();
        }
    }

    private static Refusal foreign() {
        return Refusal.ofField(Code.BAD_VALUE, ListQuery.AFTER, "was not given by this list for these filters");
    }

    private byte[] seal(String context, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key());
            mac.update(context.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(text), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    /** The same after a restart, or every page that is open would lose its next one. */
    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            byte[] fresh = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(fresh);
            db.update("INSERT INTO own.secret VALUES ('cursor', ?) ON CONFLICT DO NOTHING", (Object) fresh);
            known = new SecretKeySpec(
                    db.one("SELECT value FROM own.secret WHERE name = 'cursor'", row -> row.getBytes(1))
                            .orElseThrow(),
                    HMAC);
            key = known;
        }
        return known;
    }
}
