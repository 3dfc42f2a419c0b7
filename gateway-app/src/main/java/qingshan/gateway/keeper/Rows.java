package qingshan.gateway.keeper;

import java.time.Duration;
import qingshan.gateway.ledger.Position;

/** How far the rows of the read model are; who has just written waits here until the pages show it. */
public final class Rows {
    private Position position = Position.START;

    Rows() {}

    /** The newest block whose rows are there. */
    public synchronized Position position() {
        return position;
    }

    /**
     * Waits until the rows of a block are there.
     *
     * @return false if they were not in time: they will come, and nothing is lost
     */
    public synchronized boolean await(Position block, Duration max) {
        long deadline = System.nanoTime() + max.toNanos();
        while (position.compareTo(block) < 0) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    synchronized void reached(Position now) {
        position = now;
        notifyAll();
    }
}
