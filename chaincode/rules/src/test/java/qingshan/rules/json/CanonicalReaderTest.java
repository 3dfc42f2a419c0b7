package qingshan.rules.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.Bounds;
import qingshan.rules.Event;
import qingshan.rules.Refusal;
import qingshan.rules.testing.RandomRecords;
import qingshan.rules.testing.Sealed;

/** What the quick reader takes is canonical, and is what the strict parser reads. */
class CanonicalReaderTest {
    private static final int MUTATIONS = 50_000;
    private static final int DOCUMENTS = 200;
    private static final byte[] LIKELY = "\"\\{}[]:,0129-tfn \u0000éZ".getBytes(UTF_8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":[]}",
                "{\"\":0,\"a\":-1,\"茶\":{\"青\":[true,false,\"🍵\",\"/ \u007f\u2028\",9007199254740991]}}",
                "{\"\ud83d\ude00\":2,\"\ufb33\":1}"
            })
    void what_is_plainly_canonical_is_read(String text) {
        JsonObject read = CanonicalReader.read(text.getBytes(UTF_8));
        assertThat(read).isEqualTo(JsonParser.object(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{} ",
                " {}",
                "{}{}",
                "{\"a\":1,}",
                "{\"a\" :1}",
                "{\"a\":}",
                "{\"a\"}",
                "{\"b\":1,\"a\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"\ufb33\":1,\"\ud83d\ude00\":2}",
                "{\"a\":-0}",
                "{\"a\":-}",
                "{\"a\":01}",
                "{\"a\":1.0}",
                "{\"a\":1e2}",
                "{\"a\":+1}",
                "{\"a\":9007199254740992}",
                "{\"a\":99999999999999999999}",
                "{\"a\":null}",
                "{\"a\":tru}",
                "{\"a\":\"\\u0061\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\ufffd\"}",
                "{\"a\":[1,]}",
                "{\"a\":[1}",
                "\ufeff{}"
            })
    void what_is_not_is_left_to_the_strict_parser(String text) {
        assertThat(CanonicalReader.read(text.getBytes(UTF_8))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eda080", "c080", "c1bf", "e08080", "f4908080", "ff", "e88c", "80"})
    void what_is_no_utf_8_is_left_to_the_strict_parser(String hex) {
        byte[] document = HexFormat.of().parseHex("7b2261223a22" + hex + "227d");
        assertThat(CanonicalReader.read(document)).isNull();
    }

    @Test
    void nothing_beyond_a_bound_is_read() {
        assertThat(CanonicalReader.read(nested(Bounds.STORED_DEPTH_MAX))).isNotNull();
        assertThat(CanonicalReader.read(nested(Bounds.STORED_DEPTH_MAX + 1))).isNull();
        assertThat(CanonicalReader.read(named(Bounds.TEXT_MAX))).isNotNull();
        assertThat(CanonicalReader.read(named(Bounds.TEXT_MAX + 1))).isNull();
        assertThat(CanonicalReader.read(text(Bounds.STRING_MAX))).isNotNull();
        assertThat(CanonicalReader.read(text(Bounds.STRING_MAX + 1))).isNull();
        assertThat(CanonicalReader.read(members(Bounds.MEMBERS_MAX))).isNotNull();
        assertThat(CanonicalReader.read(members(Bounds.MEMBERS_MAX + 1))).isNull();
        assertThat(CanonicalReader.read(elements(Bounds.ELEMENTS_MAX))).isNotNull();
        assertThat(CanonicalReader.read(elements(Bounds.ELEMENTS_MAX + 1))).isNull();
    }

    @Test
    void canonical_escapes_are_read_and_others_are_refused() {
        JsonObject quoted = JsonObject.of("a", "\"\n\u0001\\");
        assertThat(JsonParser.canonical(CanonicalJson.bytes(quoted))).isEqualTo(quoted);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonParser.canonical("{\"a\":\"\\u0061\"}".getBytes(UTF_8)));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonParser.canonical("{ }".getBytes(UTF_8)));
        assertThatThrownBy(() -> JsonParser.canonical("{".getBytes(UTF_8))).isInstanceOf(Refusal.class);
    }

    @Test
    void changed_documents_are_read_as_the_strict_parser_reads_them_or_not_at_all() {
        SplittableRandom random = new SplittableRandom(11);
        List<byte[]> documents = documents();
        int taken = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] changed = documents.get(random.nextInt(documents.size())).clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                changed[random.nextInt(changed.length)] = LIKELY[random.nextInt(LIKELY.length)];
            }
            if (random.nextInt(4) == 0) {
                changed = Arrays.copyOf(changed, random.nextInt(changed.length));
            }
            JsonObject read = CanonicalReader.read(changed);
            if (read != null) {
                taken++;
                assertThat(CanonicalJson.bytes(read)).isEqualTo(changed);
                assertThat(JsonParser.object(new String(changed, UTF_8))).isEqualTo(read);
            }
        }
        assertThat(taken).isGreaterThan(MUTATIONS / 100);
    }

    private static List<byte[]> documents() {
        RandomRecords records = new RandomRecords(12);
        List<Class<? extends Event>> types = List.copyOf(Sealed.records(Event.class));
        return IntStream.range(0, DOCUMENTS)
                .mapToObj(i -> Records.write(records.next(types.get(i % types.size())), Event.class))
                .map(CanonicalJson::bytes)
                .filter(bytes -> bytes.length < 4_000)
                .toList();
    }

    private static byte[] nested(int depth) {
        return bytes("{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1));
    }

    private static byte[] named(int length) {
        return bytes("{\"" + "茶".repeat(length) + "\":1}");
    }

    private static byte[] text(int length) {
        return bytes("{\"a\":\"" + "x".repeat(length) + "\"}");
    }

    private static byte[] members(int count) {
        return bytes(IntStream.range(0, count)
                .mapToObj(i -> "\"%05d\":1".formatted(i))
                .collect(Collectors.joining(",", "{", "}")));
    }

    private static byte[] elements(int count) {
        return bytes("{\"a\":[" + "1,".repeat(count - 1) + "1]}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
