package qingshan.gateway.keeper;

import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Threads;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.ledger.BlockSource;

/** Follows a ledger in a thread of its own, until closed or until it fails. */
final class Follow implements AutoCloseable {
    private final Thread thread;
    private final long since = System.nanoTime();
    private volatile @Nullable Exception failure;

    private Follow(DataSource source, BlockSource ledger, Rows rows) {
        this.thread = Thread.ofPlatform().name("follower").unstarted(() -> {
            try {
                new Follower(source, rows::reached).follow(ledger);
            } catch (RuntimeException e) {
                failure = e;
            } catch (Error e) {
                failure = new IllegalStateException("the follower ended", e);
                throw e;
            }
        });
    }

    static Follow start(DataSource source, BlockSource ledger, Rows rows) {
        Follow follow = new Follow(source, ledger, rows);
        follow.thread.start();
        return follow;
    }

    /** Why it ended, or null. */
    @Nullable
    Exception failure() {
        return failure;
    }

    /** Whether it has gone on so long, and goes on. */
    boolean lasts(Duration time) {
        return failure == null && System.nanoTime() - since > time.toNanos();
    }

    @Override
    public void close() {
        Threads.end(thread);
    }
}
