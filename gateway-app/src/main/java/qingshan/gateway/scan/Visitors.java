package qingshan.gateway.scan;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import qingshan.gateway.limit.Origin;
import qingshan.gateway.pack.LongTable;
import qingshan.gateway.web.Show;

/**
 * Knows for half an hour that somebody was here before, and not who. Of address and browser it keeps a hash under a key that
 * is made anew each day and at each start, and never leaves the memory: nobody can tell an address from it, nor that two
 * packs were asked for by the same person.
 */
@Singleton
final class Visitors {
    private static final Duration SAME_VISIT = Duration.ofMinutes(30);
    /** Of a generation; with more than that in half an hour the oldest are forgotten earlier. */
    private static final int REMEMBERED_MAX = 1_000_000;

    private static final String ALGORITHM = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private LongTable now = new LongTable();
    private LongTable before = new LongTable();
    private Instant since = Instant.EPOCH;
    private LocalDate day = LocalDate.EPOCH;
    private Mac mac = fresh();

    /**
     * Whether this visitor comes for the first time in half an hour.
     *
     * @param what a number for what is asked for
     */
    synchronized boolean isNew(HttpRequest<?> request, long what, Instant at) {
        LocalDate today = LocalDate.ofInstant(at, Show.ZONE);
        if (!today.equals(day)) {
            day = today;
            mac = fresh();
        }
        mac.update(String.valueOf(Origin.of(request)).getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        mac.update(String.valueOf(request.getHeaders().get("User-Agent")).getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, what));
        return remember(ByteBuffer.wrap(mac.doFinal()).getLong(), at);
    }

    private boolean remember(long hash, Instant at) {
        if (Duration.between(since, at).compareTo(SAME_VISIT) > 0 || now.size() >= REMEMBERED_MAX) {
            before = now;
            now = new LongTable();
            since = at;
        }
        long second = at.getEpochSecond();
        long last = Math.max(now.get(hash), before.get(hash));
        if (last != LongTable.NONE && second - last < SAME_VISIT.toSeconds()) {
            return false;
        }
        now.put(hash, second);
        return true;
    }

    private static Mac fresh() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(random, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
