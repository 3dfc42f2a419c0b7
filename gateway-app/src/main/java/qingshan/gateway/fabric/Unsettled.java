package qingshan.gateway.fabric;

import java.time.Duration;

/**
 * One transaction whose fate is looked for: when it is sent again, and when it can come no more.
 *
 * <p>That an orderer refuses it settles nothing: another one may have taken it before, or this one has not yet heard of a
 * certificate that counts. So it is sent on until all that is heard for a time are refusals, then no more; and when orderers
 * keep nothing of that age and something that was sent later is on the ledger, without it, it never comes.
 */
final class Unsettled {
    private static final Duration AGAIN_MIN = Duration.ofSeconds(1);
    private static final Duration AGAIN_MAX = Duration.ofSeconds(10);

    private final Pending.Sent sent;
    private final long settle;
    private boolean refused;
    private long refusedSince;
    private long sentAt;
    private long again;
    private Duration wait = AGAIN_MIN;

    /**
     * One that is to be sent at once.
     *
     * @param settle how long an orderer may keep what it was sent before it stands in a block
     * @param now of {@link System#nanoTime}, as in all methods
     */
    Unsettled(Pending.Sent sent, Duration settle, long now) {
        this.sent = sent;
        this.settle = settle.toNanos();
        this.sentAt = now;
        this.again = now;
    }

    Pending.Sent sent() {
        return sent;
    }

    /** Whether it is to be sent now. */
    boolean isDue(long now) {
        return !isLeft() && now - again >= 0;
    }

    /** It is sent, perhaps by way of several orderers. */
    void sentAt(long now) {
        sentAt = now;
        again = now + wait.toNanos();
        Duration twice = wait.multipliedBy(2);
        wait = twice.compareTo(AGAIN_MAX) < 0 ? twice : AGAIN_MAX;
    }

    /** What came of sending it: that orderers refuse it, or that they took it or nobody can say. */
    void answered(boolean refuse, long now) {
        if (refuse && !refused) {
            refusedSince = now;
        }
        refused = refuse;
    }

    /** It was refused so long that it is sent no more. */
    private boolean isLeft() {
        return refused && sentAt - refusedSince >= settle;
    }

    /**
     * Whether it never comes, if the ledger does not have it now.
     *
     * @param proven when the newest was sent first of what is known to be on the ledger
     */
    boolean isOver(long proven) {
        return isLeft() && proven - sentAt > settle;
    }
}
