package qingshan.gateway.keeper;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.Threads;
import qingshan.gateway.ledger.Enroller;

/**
 * Renews certificates that expire soon, now and every hour, in a thread of its own: an authority that is slow, or hangs, delays
 * nothing else. Who is enrolled need not care for it.
 */
final class Renewing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Renewing.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Supplier<Enroller> enroller;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Renewing(Supplier<Enroller> enroller) {
        this.enroller = enroller;
        this.thread = Thread.ofPlatform().name("renewing").unstarted(this::run);
    }

    /**
     * Begins.
     *
     * @param enroller asked anew each time
     */
    static Renewing start(Supplier<Enroller> enroller) {
        Renewing renewing = new Renewing(enroller);
        renewing.thread.start();
        return renewing;
    }

    private void run() {
        try {
            do {
                renew();
            } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What cannot be renewed now still holds for a while. */
    private void renew() {
        try {
            enroller.get().renew();
        } catch (RuntimeException e) {
            LOG.warn("certificates could not be renewed: {}", e.getMessage());
        }
    }

    /** Does not wait for an authority. */
    @Override
    public void close() {
        closing.countDown();
        Threads.end(thread);
    }
}
