package qingshan.gateway.fault.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The suite lets nothing be unknown 60 s after each recovery, whenever the load ends. */
class RecoveryTest {
    private static final int ANSWERS_MS = 700;

    @Test
    void it_is_over_when_a_later_command_is_committed_and_nothing_from_before_is_unknown() {
        Recovery recovery = new Recovery(ANSWERS_MS, false);
        assertThat(recovery.looked(100, false, 3)).isFalse();
        assertThat(recovery.looked(200, true, 3)).isFalse();
        assertThat(recovery.looked(60_000, true, 0)).isTrue();
        assertThat(recovery.committedMillis()).isEqualTo(ANSWERS_MS + 200);
        assertThat(recovery.knownMillis()).isEqualTo(60_000);
    }

    @Test
    void nothing_may_be_unknown_60_s_after_it() {
        Recovery recovery = new Recovery(ANSWERS_MS, false);
        assertThat(recovery.looked(60_000, true, 1)).isFalse();
        assertThatThrownBy(() -> recovery.looked(60_001, true, 1)).isInstanceOf(AssertionError.class);
        // nor may nobody have looked until then
        assertThatThrownBy(() -> new Recovery(ANSWERS_MS, false).looked(60_001, true, 0))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_commit_may_come_later_but_not_too_late() {
        Recovery recovery = new Recovery(ANSWERS_MS, false);
        assertThat(recovery.looked(100, false, 0)).isFalse();
        assertThat(recovery.looked(179_999, false, 5)).isFalse();
        assertThatThrownBy(() -> recovery.looked(180_000, false, 5)).isInstanceOf(AssertionError.class);
        assertThat(recovery.looked(180_001, true, 5)).isTrue();
    }

    @Test
    void after_the_last_one_the_load_ends_with_the_first_commit_and_only_then_nothing_is_unknown() {
        Recovery recovery = new Recovery(ANSWERS_MS, true);
        assertThat(recovery.ends(100)).isFalse();
        assertThat(recovery.looked(100, true, 0)).isFalse();
        assertThat(recovery.ends(200)).isTrue();
        assertThat(recovery.looked(200, true, 2)).isFalse();
        assertThat(recovery.looked(300, true, 0)).isTrue();
    }

    @Test
    void after_the_last_one_the_load_ends_in_time_also_without_a_commit() {
        Recovery recovery = new Recovery(ANSWERS_MS, true);
        assertThat(recovery.looked(30_000, false, 0)).isFalse();
        assertThat(recovery.ends(30_001)).isTrue();
        assertThatThrownBy(() -> recovery.looked(60_001, false, 1)).isInstanceOf(AssertionError.class);
    }
}
