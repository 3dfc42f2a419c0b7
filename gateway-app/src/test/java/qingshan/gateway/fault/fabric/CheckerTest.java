package qingshan.gateway.fault.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The suite is worth what its checker sees. */
class CheckerTest {
    private static final long MADE = 1_000_000;
    private static final Said TOLD =
            new Said(1, "card:RecordSlip", "{}", null, "a", 7, "{\"ok\":1}", 0, 1, 0, List.of());
    private static final Said REFUSED = new Said(1, "card:RecordSlip", "{}", "NO", null, -1, "", 0, 1, 0, List.of());

    @Test
    void what_is_as_it_was_said_is_right() {
        assertThat(wrong(TOLD, entry("a", 7, true, true, "{\"ok\":1}"))).isEmpty();
        assertThat(wrong(REFUSED)).isEmpty();
    }

    @Test
    void a_repeated_command_and_a_second_copy_change_nothing_and_are_right() {
        Said repeated = new Said(1, "card:RecordSlip", "{}", null, "b", 8, "{\"ok\":1}", 0, 1, 1, List.of());
        assertThat(wrong(
                        repeated,
                        entry("a", 7, true, true, "{\"ok\":1}"),
                        entry("a", 8, false, true, "{\"ok\":1}"),
                        entry("b", 8, true, false, "{\"ok\":1}")))
                .isEmpty();
    }

    @Test
    void what_is_lost_is_seen() {
        assertThat(wrong(TOLD)).isNotEmpty();
        assertThat(wrong(TOLD, entry("a", 7, false, true, "{\"ok\":1}"))).isNotEmpty();
        assertThat(wrong(TOLD, entry("a", 8, true, true, "{\"ok\":1}"))).isNotEmpty();
    }

    @Test
    void what_is_doubled_is_seen() {
        assertThat(wrong(TOLD, entry("a", 7, true, true, "{\"ok\":1}"), entry("b", 8, true, true, "{\"ok\":1}")))
                .isNotEmpty();
        assertThat(Checker.wrong(List.of(TOLD, TOLD), new Chain(9, List.of(entry("a", 7, true, true, "{\"ok\":1}")))))
                .isNotEmpty();
    }

    @Test
    void another_answer_is_seen() {
        assertThat(wrong(TOLD, entry("a", 7, true, true, "{\"ok\":2}"))).isNotEmpty();
    }

    @Test
    void what_was_refused_and_is_there_is_seen() {
        assertThat(wrong(REFUSED, entry("a", 7, true, true, "{}"))).isNotEmpty();
    }

    @Test
    void what_nobody_was_told_of_is_seen() {
        assertThat(Checker.wrong(List.of(), new Chain(9, List.of(entry("a", 7, true, true, "{}")))))
                .isNotEmpty();
    }

    @Test
    void what_was_denied_and_is_there_is_seen_though_a_later_try_was_acknowledged() {
        assertThat(wrong(
                        sentAgain(new Said.Try(MADE - 10, MADE + 10)),
                        entry("a", 7, true, true, "{\"ok\":1}"),
                        entry("b", 8, true, false, "{\"ok\":1}")))
                .singleElement()
                .asString()
                .startsWith("told that nothing was written");
        assertThat(wrong(sentAgain(new Said.Try(MADE, MADE)), entry("b", 8, true, true, "{\"ok\":1}")))
                .isNotEmpty();
    }

    @Test
    void what_was_denied_and_done_by_another_try_is_right() {
        Said again = sentAgain(new Said.Try(MADE - 20, MADE - 10), new Said.Try(MADE + 1, MADE + 9));
        assertThat(wrong(again, entry("a", 7, false, true, "{\"ok\":1}"), entry("b", 8, true, true, "{\"ok\":1}")))
                .isEmpty();
    }

    /** Acknowledged at last as transaction b. */
    private static Said sentAgain(Said.Try... denied) {
        return new Said(1, "card:RecordSlip", "{}", null, "b", 8, "{\"ok\":1}", 0, 1, 0, List.of(denied));
    }

    private static List<String> wrong(Said told, Chain.Entry... entries) {
        return Checker.wrong(List.of(told), new Chain(9, List.of(entries)));
    }

    private static Chain.Entry entry(String txId, long block, boolean valid, boolean writes, String result) {
        return new Chain.Entry(
                block, txId, valid ? 0 : 11, valid, MADE, "card:RecordSlip {}", writes, result, Set.of("TradeMSP"));
    }
}
