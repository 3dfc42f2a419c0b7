package qingshan.gateway.fault.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import qingshan.gateway.follower.Rows;
import qingshan.gateway.home.Database;

/** What comes after one blow, from the moment when what was taken away answers again; that is the recovery. */
final class Recovery {
    private static final Duration BACK_MAX = Duration.ofMinutes(3);
    private static final Duration KNOWN_MAX = Duration.ofSeconds(60);
    /** What is sent later than this after the last recovery may rightly be under way when all must be known. */
    private static final Duration LAST_MAX = KNOWN_MAX.dividedBy(2);

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final long NOT_YET = -1;

    private final long answersMillis;
    private final boolean last;
    private long committedMillis = NOT_YET;
    private long knownMillis = NOT_YET;

    /**
     * At a recovery.
     *
     * @param answersMillis how long after the end of the fault it comes
     * @param last whether no other blow follows, so that all must come to an end
     */
    Recovery(long answersMillis, boolean last) {
        this.answersMillis = answersMillis;
        this.last = last;
    }

    /** Waits for a recovery and for what comes after it, while clients trade; after the last one they come to an end. */
    static Recovery after(Trial.Struck struck, Clients clients, Scene scene, boolean last) {
        while (!struck.back().getAsBoolean()) {
            clients.mustTrade();
            assertThat(since(struck.overNanos()))
                    .as("ms without an answer of what was taken away")
                    .isLessThan(BACK_MAX.toMillis());
            LockSupport.parkNanos(LOOK.toNanos());
        }
        Recovery recovery = new Recovery(since(struck.overNanos()), last);
        long back = System.nanoTime();
        long backMillis = System.currentTimeMillis();
        try (Database database = Database.open(scene.home(), Map.of())) {
            for (boolean over = false; !over; ) {
                LockSupport.parkNanos(LOOK.toNanos());
                clients.mustTrade();
                long millis = since(back);
                boolean committed = clients.tally().committedAfter(struck.overNanos());
                boolean ends = recovery.ends(millis);
                if (ends) {
                    clients.stop();
                }
                long before = ends ? System.currentTimeMillis() : backMillis;
                over = recovery.looked(millis, committed, pending(database, before) + clients.unknown(before));
            }
        }
        return recovery;
    }

    /** Whether clients begin nothing new any more, and all that they ever sent counts. */
    boolean ends(long millis) {
        return last && (committedMillis != NOT_YET || millis > LAST_MAX.toMillis());
    }

    /**
     * Notes how things are.
     *
     * @param millis since the recovery
     * @param committed whether a command was committed that was sent after the end of the fault
     * @param unknown how many are unknown of what was sent before the recovery; once this {@link #ends}, of all
     * @return whether a command was committed and nothing is unknown
     */
    boolean looked(long millis, boolean committed, long unknown) {
        if (knownMillis == NOT_YET && unknown == 0 && (!last || ends(millis))) {
            knownMillis = millis;
        }
        assertThat(knownMillis == NOT_YET ? millis : knownMillis)
                .as("ms after the recovery, and %d unknown", unknown)
                .isLessThanOrEqualTo(KNOWN_MAX.toMillis());
        if (committedMillis == NOT_YET && committed) {
            committedMillis = answersMillis + millis;
        }
        assertThat(committedMillis != NOT_YET || millis < BACK_MAX.toMillis())
                .as("nothing committed %d ms after the recovery", millis)
                .isTrue();
        return committedMillis != NOT_YET && knownMillis != NOT_YET;
    }

    /** From the end of the fault until what was taken away answered again. */
    long answersMillis() {
        return answersMillis;
    }

    /** From the end of the fault until a command that was sent later was committed. */
    long committedMillis() {
        return committedMillis;
    }

    /** From the recovery until nothing was unknown. */
    long knownMillis() {
        return knownMillis;
    }

    /** How many transactions are there that were sent before a moment and whose fate the gateway does not know. */
    static long pending(Database database, long beforeMillis) {
        return Long.parseLong(Rows.of(
                        database.source(),
                        "SELECT count(*) FROM own.pending WHERE stored_at <= to_timestamp(? / 1000.0)",
                        beforeMillis)
                .getFirst());
    }

    private static long since(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    @Override
    public String toString() {
        return "answered again after " + answersMillis + " ms, committed after " + committedMillis
                + " ms, nothing unknown " + knownMillis + " ms after the recovery";
    }
}
