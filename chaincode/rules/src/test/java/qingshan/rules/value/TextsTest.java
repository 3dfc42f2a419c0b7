package qingshan.rules.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "一级", "LS02600000008", "联苯菊酯 bifenthrin", "a/b", "🍵", "\ue000", "\ufffd", "上\u3000垟"})
    void printable_text_is_taken(String text) {
        assertThatCode(() -> new Text(text)).doesNotThrowAnyException();
        assertThatCode(() -> new Note(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "a\u0000b",
                "\u001f",
                "a\u001fb",
                "a\tb",
                "a\nb",
                "a\u007fb",
                "a\u0085b",
                "a\ufdd0b",
                "a\ufdefb",
                "a\ufffeb",
                "a\uffffb",
                "a\ud83f\udffeb",
                "\udbff\udfff",
                "a\udbff\udfffb",
                "a\ud800b",
                "\udc00",
                "\ud800",
                "a\u00adb",
                "a\u200bb",
                "a\u202eb",
                "a\u2028b",
                "a\u00a0b",
                "\ufeffa"
            })
    void what_cannot_be_seen_and_surrogates_are_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Text(text)).withMessageContaining("U+");
        assertThatIllegalArgumentException().isThrownBy(() -> new Name(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new Note(text));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordName("row/" + "0".repeat(32) + "/s/slips/" + text));
    }

    @Test
    void the_refusal_names_the_character() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Text("a\u0000"))
                .withMessageEndingWith("U+0000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Text("\udbff\udfff"))
                .withMessageEndingWith("U+10FFFF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "\u3000a", "a\u3000"})
    void empty_text_and_outer_spaces_are_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Text(text));
    }

    @Test
    void length_is_counted_in_characters() {
        assertThat(new Text("🍵".repeat(64)).value()).hasSize(128);
        assertThat(new Note("茶".repeat(500)).value()).hasSize(500);
        assertThat(new Name("茶".repeat(32)).value()).hasSize(32);
        assertThatIllegalArgumentException().isThrownBy(() -> new Text("🍵".repeat(65)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Note("茶".repeat(501)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Name("茶".repeat(33)));
    }

    @Test
    void a_name_holds_no_slash() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Name("2026/spring"));
    }
}
