package qingshan.gateway.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a transaction is sent, and when it is given up. */
class UnsettledTest {
    private static final Duration SETTLE = Duration.ofSeconds(60);
    private static final long LONG = 600;

    private final Unsettled one = new Unsettled(new Pending.Sent("a", ByteString.EMPTY), SETTLE, 0);

    @Test
    void it_is_sent_at_once_and_then_more_and_more_rarely() {
        assertThat(sendings(0, 45, false)).isEqualTo(7);
    }

    @Test
    void what_nobody_refuses_is_sent_for_ever_and_never_given_up() {
        assertThat(sendings(0, LONG, false)).isGreaterThan(50);
        assertThat(one.isDue(seconds(LONG + 10))).isTrue();
        assertThat(one.isOver(seconds(LONG * LONG))).isFalse();
    }

    @Test
    void a_refusal_alone_ends_nothing() {
        assertThat(sendings(0, 50, true)).isGreaterThan(5);
        assertThat(one.isDue(seconds(60))).isTrue();
        assertThat(one.isOver(seconds(LONG))).isFalse();
    }

    @Test
    void what_one_orderer_took_between_refusals_of_others_is_waited_for_anew() {
        sendings(0, 50, true);
        sendings(50, 65, false);
        assertThat(sendings(65, 110, true)).isGreaterThan(3);
        assertThat(one.isDue(seconds(120))).isTrue();
        assertThat(one.isOver(seconds(LONG))).isFalse();
    }

    @Test
    void what_was_refused_so_long_is_sent_no_more_and_given_up_when_something_sent_later_is_there() {
        sendings(0, 100, true);
        assertThat(sendings(100, LONG, true)).isZero();
        assertThat(one.isOver(seconds(LONG))).isTrue();
        assertThat(one.isOver(seconds(100)))
                .as("what was sent before orderers lost it proves nothing")
                .isFalse();
    }

    private int sendings(long from, long until, boolean refused) {
        int count = 0;
        for (long second = from; second < until; second++) {
            if (one.isDue(seconds(second))) {
                one.sentAt(seconds(second));
                one.answered(refused, seconds(second));
                count++;
            }
        }
        return count;
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
