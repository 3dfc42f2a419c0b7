package qingshan.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.testing.Refused;

class JsonParserTest {
    @Test
    void objects_arrays_strings_integers_and_booleans_are_read() {
        assertThat(JsonParser.object(" {\"b\" : [ 1, -2, true ,false, \"茶\\u0041\" ],\n\"a\":{}}\t"))
                .isEqualTo(JsonObject.of("a", JsonObject.EMPTY)
                        .with(
                                "b",
                                new JsonArray(List.of(
                                        new JsonInteger(1),
                                        new JsonInteger(-2),
                                        new JsonBoolean(true),
                                        new JsonBoolean(false),
                                        new JsonString("茶A")))));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Bounds.INTEGER_MAX, -Bounds.INTEGER_MAX})
    void integers_up_to_the_bound_are_read(long value) {
        assertThat(JsonParser.object("{\"a\":" + value + "}")).isEqualTo(JsonObject.EMPTY.with("a", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740992",
                "-9007199254740992",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551617",
                "-0",
                "100000000000000000000000000000000000000000000000000"
            })
    void integers_beyond_the_bound_and_minus_zero_are_refused(String digits) {
        Refused.of(Code.BAD_VALUE, "a.b", () -> JsonParser.object("{\"a\":{\"b\":" + digits + "}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1.0", "0.0", "-0.0", "1e3", "1E3", "1e-3", "1e400"})
    void fractions_and_exponents_are_refused(String number) {
        Refused.of(Code.WRONG_TYPE, "a[1]", () -> JsonParser.object("{\"a\":[0," + number + "]}"));
    }

    @Test
    void null_is_refused() {
        Refused.of(Code.WRONG_TYPE, "a.b", () -> JsonParser.object("{\"a\":{\"b\":null}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "-Infinity",
                "+1",
                "01",
                "-",
                ".5",
                "1.",
                "0x1",
                "True",
                "nul",
                "'a'",
                "undefined",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\n\"",
                "\"\u0000\"",
                "\"\u001f\"",
                "\"open",
                "[1,]",
                "[1 2]",
                "{\"b\"}",
                "{,}",
                "{b:1}",
                "/* */1",
                "#",
                "",
                "\u00a01"
            })
    void what_is_not_json_is_refused_with_the_member_named(String value) {
        Refused.of(Code.MALFORMED_JSON, field(value), () -> JsonParser.object("{\"a\":" + value + "}"));
    }

    /** Where the parser is when it finds the fault. */
    private static String field(String value) {
        return switch (value) {
            case "[1,]", "[1 2]" -> "a[1]";
            case "{\"b\"}" -> "a.b";
            default -> "a";
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":1",
                "[]",
                "1",
                "\"a\"",
                "true",
                "null",
                "{}{}",
                "{} x",
                "{}]",
                "{},",
                "\ufeff{}",
                "{}\ufeff",
                "{}\u0000",
                "\u0000{}"
            })
    void what_is_not_one_object_is_refused(String document) {
        Refused.by(Code.MALFORMED_JSON, () -> JsonParser.object(document));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"a\":1,\"a\":1}`,a",
                "`{\"a\":{\"b\":1,\"c\":2,\"b\":3}}`,a.b",
                "`{\"a\":[{},{\"b\":1,\"b\":1}]}`,a[1].b",
                "`{\"a\":1,\"\\u0061\":1}`,a"
            })
    void a_member_that_stands_twice_is_refused(String document, String field) {
        Refused.of(Code.MALFORMED_JSON, field, () -> JsonParser.object(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud800x", "\\ud800\\ud800", "\ud800", "\udfffx"})
    void lone_surrogates_are_refused(String text) {
        Refused.of(Code.MALFORMED_JSON, "a", () -> JsonParser.object("{\"a\":\"" + text + "\"}"));
        Refused.by(Code.MALFORMED_JSON, () -> JsonParser.object("{\"" + text + "\":1}"));
    }

    @Test
    void a_surrogate_pair_is_one_character_escaped_or_not() {
        assertThat(JsonParser.object("{\"a\":\"\\ud83c\\udf75\"}")).isEqualTo(JsonObject.of("a", "🍵"));
        assertThat(JsonParser.object("{\"a\":\"🍵\"}")).isEqualTo(JsonObject.of("a", "🍵"));
    }

    @Test
    void depth_is_bounded() {
        String deepest = "{\"a\":".repeat(Bounds.DEPTH_MAX - 1) + "{}" + "}".repeat(Bounds.DEPTH_MAX - 1);
        assertThat(JsonParser.object(deepest).members()).hasSize(1);
        String field = "a" + ".a".repeat(Bounds.DEPTH_MAX - 1);
        Refused.of(Code.TOO_LARGE, field, () -> JsonParser.object("{\"a\":" + deepest + "}"));
        Refused.by(Code.TOO_LARGE, () -> JsonParser.object("{\"a\":" + "[".repeat(100_000)));
    }

    @Test
    void the_length_of_strings_and_names_is_bounded_in_characters() {
        String longest = "茶".repeat(Bounds.STRING_MAX - 1) + "🍵";
        assertThat(JsonParser.object("{\"a\":\"" + longest + "\"}").text("a")).isEqualTo(longest);
        Refused.of(Code.TOO_LARGE, "a", () -> JsonParser.object("{\"a\":\"" + longest + "x\"}"));
        String name = "🍵".repeat(Bounds.TEXT_MAX);
        assertThat(JsonParser.object("{\"" + name + "\":1}").members()).containsKey(name);
        Refused.by(Code.TOO_LARGE, () -> JsonParser.object("{\"" + name + "x\":1}"));
        Refused.by(Code.TOO_LARGE, () -> JsonParser.object("{\"" + "a".repeat(100_000) + "\":1}"));
        Refused.of(Code.TOO_LARGE, "a", () -> JsonParser.object("{\"a\":\"" + "a".repeat(1_000_000) + "\"}"));
        Refused.of(Code.TOO_LARGE, "a", () -> JsonParser.object("{\"a\":" + "1".repeat(1_000_000) + "}"));
    }

    @Test
    void the_number_of_members_and_elements_is_bounded() {
        Refused.of(Code.TOO_LARGE, "m256", () -> JsonParser.object(members(Bounds.MEMBERS_MAX + 1)));
        assertThat(JsonParser.object(members(Bounds.MEMBERS_MAX)).members()).hasSize(Bounds.MEMBERS_MAX);
        String elements = "1,".repeat(Bounds.ELEMENTS_MAX - 1) + "1";
        assertThat(JsonParser.object("{\"a\":[" + elements + "]}").members()).hasSize(1);
        Refused.of(Code.TOO_LARGE, "a[30000]", () -> JsonParser.object("{\"a\":[" + elements + ",1]}"));
    }

    @Test
    void the_size_of_a_document_is_bounded_in_bytes() {
        String spaces = " ".repeat(Bounds.COMMAND_BYTES_MAX - 2);
        assertThat(JsonParser.object("{" + spaces + "}")).isEqualTo(JsonObject.EMPTY);
        Refused.by(Code.TOO_LARGE, () -> JsonParser.object("{ " + spaces + "}"));
        String chinese = "\"" + "茶".repeat(3_000) + "\",";
        String list = "{\"a\":[" + chinese.repeat(117) + "1]}";
        assertThat(list.length()).isLessThan(Bounds.COMMAND_BYTES_MAX);
        Refused.by(Code.TOO_LARGE, () -> JsonParser.object(list));
    }

    private static String members(int count) {
        StringBuilder document = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            document.append(i == 0 ? "" : ",").append("\"m").append(i).append("\":1");
        }
        return document.append('}').toString();
    }
}
