package qingshan.gateway.follower;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import qingshan.gateway.Threads;
import qingshan.gateway.ledger.BlockSource;

/** Makes rows while others write blocks, in a thread of its own, now and then so that many blocks go into one transaction. */
public final class BackgroundFollower implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Thread thread;

    private BackgroundFollower(Thread thread) {
        this.thread = thread;
    }

    /** Follows from soon on. A failure ends it: whoever needs the rows catches up by himself, and meets it again. */
    public static BackgroundFollower of(Follower follower, BlockSource ledger) {
        return new BackgroundFollower(Thread.ofPlatform().name("follower").start(() -> {
            try {
                LockSupport.parkNanos(EVERY.toNanos());
                while (!Thread.currentThread().isInterrupted()) {
                    follower.catchUp(ledger);
                    LockSupport.parkNanos(EVERY.toNanos());
                }
            } catch (RuntimeException | OutOfMemoryError e) {
                System.getLogger(BackgroundFollower.class.getName()).log(System.Logger.Level.DEBUG, "following", e);
            }
        }));
    }

    /** Waits until it has stopped; it may be behind. */
    @Override
    public void close() {
        Threads.end(thread);
    }
}
