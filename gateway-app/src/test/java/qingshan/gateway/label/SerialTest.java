package qingshan.gateway.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.value.RecordName;

class SerialTest {
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final RecordName RUN = new RecordName("command/00000000-0000-4000-8000-000000000000");
    private static final RecordName OTHER = new RecordName("command/00000000-0000-4000-8000-000000000001");
    private static final String ALPHABET = Symbols.ALPHABET;
    private static final int WORDS = 40;

    private final SerialMaker maker = new SerialMaker(SECRET);

    @Test
    void the_alphabet_has_32_symbols_and_none_that_is_mistaken_for_another() {
        assertThat(ALPHABET).hasSize(32).doesNotContain("0", "O", "1", "I").isUpperCase();
        assertThat(ALPHABET.chars().distinct().count()).isEqualTo(32);
    }

    /** Computed once by another program: HMAC-SHA-256 of "qingshan serial", a zero byte, the run and eight bytes of index. */
    @ParameterizedTest
    @CsvSource({"1, 9Y8PR7FGG8ZA9", "2, CQVDWLTTS4DSB", "10000, EUKTY6X5KHML2"})
    void a_serial_is_the_same_on_every_machine(long index, String serial) {
        assertThat(maker.serial(RUN, index).value()).isEqualTo(serial);
    }

    @Test
    void run_index_and_secret_each_make_another_serial() {
        Set<Serial> serials = new HashSet<>(maker.chunk(RUN, 1, 10_000));
        serials.addAll(maker.chunk(OTHER, 1, 10_000));
        serials.addAll(new SerialMaker("another secret of a market".getBytes(StandardCharsets.US_ASCII))
                .chunk(RUN, 1, 10_000));
        assertThat(serials).hasSize(30_000);
        assertThat(maker.chunk(RUN, 5, 3))
                .containsExactly(maker.serial(RUN, 5), maker.serial(RUN, 6), maker.serial(RUN, 7));
        assertThatThrownBy(() -> new SerialMaker(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * Every wrong symbol at every place, and every two symbols that change places, wherever they are and whatever they are:
     * all of them, in each of some words. The check is linear, so that what holds in one word holds in all.
     */
    @Test
    void every_wrong_symbol_and_every_swap_is_caught() {
        SplittableRandom random = new SplittableRandom(32);
        long caught = 0;
        for (int word = 0; word < WORDS; word++) {
            StringBuilder base = new StringBuilder();
            for (int i = 0; i < Serial.LENGTH; i++) {
                base.append(ALPHABET.charAt(random.nextInt(32)));
            }
            for (int at = 0; at < Serial.LENGTH; at++) {
                for (int i = 0; i < ALPHABET.length(); i++) {
                    char one = ALPHABET.charAt(i);
                    base.setCharAt(at, one);
                    String right = base.toString() + Symbols.check(base.toString());
                    caught += swapsCaught(right, at) + errorsCaught(right, at);
                }
            }
        }
        // 13 places × 32 symbols × (31 errors there + 31 of the check character + 13 swaps less equal symbols)
        assertThat(caught).isGreaterThan((long) WORDS * Serial.LENGTH * 32 * (31 + 31 + 12));
    }

    private static long errorsCaught(String right, int at) {
        long caught = 0;
        for (int place : new int[] {at, Serial.LENGTH}) {
            StringBuilder wrong = new StringBuilder(right);
            for (int i = 0; i < ALPHABET.length(); i++) {
                char other = ALPHABET.charAt(i);
                if (other != right.charAt(place)) {
                    wrong.setCharAt(place, other);
                    assertWrong(wrong.toString());
                    caught++;
                }
            }
        }
        return caught;
    }

    private static long swapsCaught(String right, int at) {
        long caught = 0;
        for (int place = 0; place <= Serial.LENGTH; place++) {
            StringBuilder wrong = new StringBuilder(right);
            wrong.setCharAt(at, right.charAt(place));
            wrong.setCharAt(place, right.charAt(at));
            if (!wrong.toString().equals(right)) {
                assertWrong(wrong.toString());
                caught++;
            }
        }
        return caught;
    }

    private static void assertWrong(String code) {
        if (Symbols.check(code.substring(0, Serial.LENGTH)) == code.charAt(Serial.LENGTH)) {
            throw new AssertionError(code + " passes");
        }
    }

    @Test
    void the_check_is_linear() {
        for (int a = 0; a < 32; a++) {
            for (int b = 0; b < 32; b++) {
                for (int at = 0; at < Serial.LENGTH; at++) {
                    assertThat(check(a ^ b, at)).isEqualTo(check(a, at) ^ check(b, at));
                }
            }
        }
    }

    private static int check(int element, int at) {
        String zeros = ALPHABET.substring(0, 1).repeat(Serial.LENGTH);
        String word = zeros.substring(0, at) + ALPHABET.charAt(element) + zeros.substring(at + 1);
        return ALPHABET.indexOf(Symbols.check(word));
    }

    static Stream<String> ways_to_type() {
        String code = new Serial("7KQ4MXW2PD3HR").code();
        return Stream.of(
                code,
                code.toLowerCase(Locale.ROOT),
                code.replace("-", ""),
                " " + code.replace("-", " ") + "\t",
                code.replace("-", "　"),
                code.replace("-", "—"),
                code.replace("-", "－"),
                code.replace("-", "\u00a0–\u2011"),
                fullWidth(code),
                fullWidth(code.toLowerCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @MethodSource("ways_to_type")
    void a_code_may_be_typed_in_many_ways(String typed) {
        assertThat(Serial.typed(typed)).isEqualTo(new Serial("7KQ4MXW2PD3HR"));
    }

    @Test
    void a_code_has_groups_and_a_check_character() {
        assertThat(new Serial("7KQ4MXW2PD3HR").code()).matches("7KQ4M-XW2PD-3HR[2-9A-HJ-NP-Z]");
    }

    @ParameterizedTest
    @CsvSource({
        "CODE_EMPTY, ''",
        "CODE_EMPTY, ' - 　'",
        "CODE_LENGTH, 7KQ4M-XW2PD-3HR",
        "CODE_LENGTH, 7KQ4M-XW2PD-3HR22",
        "CODE_SYMBOL, 7KQ4M-XW2PD-3HRO",
        "CODE_SYMBOL, 7KQ4M-XW2PD-3H1R",
        "CODE_SYMBOL, 7KQ4M-XW2PD-茶",
        "CODE_SYMBOL, 7KQ4M-XW2PD-\ud83c\udf75",
        "CODE_SYMBOL, 7КQ4M-XW2PD-3HR2",
        "CODE_SYMBOL, ß"
    })
    void each_fault_of_a_code_has_its_name(LabelFault fault, String typed) {
        if (typed.equals("ß")) { // in capitals it is SS
            Refused.of(LabelFault.CODE_LENGTH, () -> Serial.typed(typed));
        } else {
            Refused.of(fault, () -> Serial.typed(typed));
        }
    }

    @Test
    void a_wrong_check_character_and_a_long_text_are_refused() {
        String code = new Serial("7KQ4MXW2PD3HR").code();
        char other = code.endsWith("2") ? '3' : '2';
        Refused.of(LabelFault.CODE_CHECK, () -> Serial.typed(code.substring(0, code.length() - 1) + other));
        Refused.of(LabelFault.CODE_LENGTH, () -> Serial.typed("\u3000".repeat(100_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7KQ4MXW2PD3H", "7kq4mxw2pd3hr", "7KQ4MXW2PD3HO", "7KQ4MXW2PD3HRR", "７KQ4MXW2PD3HR"})
    void a_link_holds_a_serial_exactly(String serial) {
        Refused.of(LabelFault.SERIAL_FORM, () -> Serial.parse(serial));
    }

    private static String fullWidth(String text) {
        return text.chars()
                .map(c -> c == '-' ? '－' : c + 0xFEE0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
