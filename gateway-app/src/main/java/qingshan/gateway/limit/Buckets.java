package qingshan.gateway.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A bucket of tokens for each of those that ask, in memory. There are {@value #MAX} at most: who has not asked for longest is
 * forgotten, and begins with a full one.
 */
final class Buckets {
    static final int MAX = 20_000;

    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Limits.Rate rate;
    private final LinkedHashMap<String, Bucket> byKey = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX;
        }
    };

    Buckets(Limits.Rate rate) {
        this.rate = rate;
    }

    private record Bucket(double tokens, long atNanos) {}

    /**
     * Takes a token.
     *
     * @return 0, or after how many seconds there will be one
     */
    synchronized long take(String key, long nowNanos) {
        Bucket kept = byKey.get(key);
        Bucket before = kept == null ? new Bucket(rate.burst(), nowNanos) : kept;
        double tokens =
                Math.min(rate.burst(), before.tokens() + (nowNanos - before.atNanos()) / NANOS * rate.perSecond());
        boolean enough = tokens >= 1;
        byKey.put(key, new Bucket(enough ? tokens - 1 : tokens, nowNanos));
        return enough ? 0 : (long) Math.ceil((1 - tokens) / rate.perSecond());
    }

    synchronized int size() {
        return byKey.size();
    }
}
