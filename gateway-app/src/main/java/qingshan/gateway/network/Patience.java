package qingshan.gateway.network;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What is tried again for a while: a channel that has just come up may have no leader for a moment. */
final class Patience {
    private static final Duration READY_MAX = Duration.ofSeconds(60);
    private static final Duration AGAIN = Duration.ofMillis(200);

    private Patience() {}

    /**
     * Does what may be done again until it succeeds.
     *
     * @throws NetworkException of the last attempt
     */
    static void retried(Runnable action) {
        long deadline = System.nanoTime() + READY_MAX.toNanos();
        while (true) {
            try {
                action.run();
                return;
            } catch (NetworkException e) {
                if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }
}
