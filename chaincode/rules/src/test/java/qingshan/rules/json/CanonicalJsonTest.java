package qingshan.rules.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.Bounds;

/** The form of RFC 8785: files in and out are compared byte for byte. */
class CanonicalJsonTest {
    /** {@code sorting} and {@code strings} are the examples of RFC 8785, 3.2.2 and 3.2.3, without their fractions and null. */
    @ParameterizedTest
    @ValueSource(strings = {"sorting", "strings", "integers", "nested"})
    void a_document_is_written_as_its_golden_file(String name) throws IOException {
        JsonObject read = JsonParser.object(new String(resource(name + ".in.json"), UTF_8));
        assertThat(CanonicalJson.bytes(read)).isEqualTo(resource(name + ".out.json"));
        assertThat(JsonParser.object(CanonicalJson.write(read))).isEqualTo(read);
    }

    @Test
    void members_are_sorted_by_utf_16_units_and_not_by_code_points() {
        JsonObject object = JsonObject.EMPTY.with("\ufb33", 1).with("\ud83d\ude00", 2);
        assertThat(CanonicalJson.write(object)).isEqualTo("{\"\ud83d\ude00\":2,\"\ufb33\":1}");
    }

    @Test
    void control_characters_are_escaped_in_the_one_short_form() {
        StringBuilder controls = new StringBuilder();
        for (char c = 0; c <= 0x20; c++) {
            controls.append(c);
        }
        assertThat(CanonicalJson.write(new JsonString(controls + "\"\\/\u007f\u2028é")))
                .isEqualTo(
                        "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f"
                                + "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c"
                                + "\\u001d\\u001e\\u001f \\\"\\\\/\u007f\u2028é\"");
    }

    @Test
    void empty_things_are_written_without_spaces() {
        JsonObject object = JsonObject.of("a", JsonObject.EMPTY).with("b", new JsonArray(List.of()));
        assertThat(CanonicalJson.write(object)).isEqualTo("{\"a\":{},\"b\":[]}");
    }

    @Test
    void no_integer_beyond_the_bound_can_be_made() {
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonInteger(Bounds.INTEGER_MAX + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonInteger(-Bounds.INTEGER_MAX - 1));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = CanonicalJsonTest.class.getResourceAsStream("/canonical/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }
}
