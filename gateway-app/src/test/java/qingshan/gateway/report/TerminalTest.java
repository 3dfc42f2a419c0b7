package qingshan.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void a_wide_character_takes_two_columns_and_an_accent_none() {
        assertThat(Terminal.width("茶青Ａ1")).isEqualTo(7);
        assertThat(Terminal.width("e\u0301")).isEqualTo(1);
        assertThat(Terminal.width("𠮷")).isEqualTo(2);
    }

    @Test
    void columns_stand_under_each_other_in_either_script() {
        assertThat(Terminal.table(List.of(List.of("茶青", "公斤"), List.of("leaf", "1.5"))))
                .containsExactly("茶青  公斤", "leaf   1.5");
    }

    @Test
    void what_is_too_wide_is_cut_and_nothing_moves_the_cursor() {
        assertThat(Terminal.fit("茶青茶青", 5)).isEqualTo("茶青…");
        assertThat(Terminal.fit("茶青", 4)).isEqualTo("茶青");
        assertThat(Terminal.fit("a\u001b[2Jb\u202e", 20)).isEqualTo("a\ufffd[2Jb\ufffd");
    }
}
