package qingshan.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qingshan.rules.Code;
import qingshan.rules.testing.Refused;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Text;

class RecordsTest {
    /** One of everything that a component can be. */
    record Everything(
            Text text,
            String string,
            long number,
            int small,
            boolean flag,
            Colour colour,
            List<Grams> weights,
            List<Inner> inner,
            Shape shape,
            @Nullable Text note,
            JsonObject free) {}

    record Inner(Grams grams) {}

    enum Colour {
        GREEN,
        DARK_RED
    }

    sealed interface Shape {
        record Round(long radius) implements Shape {}

        record Square(long side, @Nullable Text name) implements Shape {}
    }

    private static final String JSON =
            "{\"colour\":\"dark-red\",\"flag\":true,\"free\":{\"x\":[1]},\"inner\":[{\"grams\":1}],"
                    + "\"note\":\"n\",\"number\":5,\"shape\":{\"side\":2,\"type\":\"Square\"},\"small\":7,\"string\":\"s\","
                    + "\"text\":\"t\",\"weights\":[1,2]}";

    @Test
    void a_record_is_read_and_written_as_it_was() {
        Everything read = Records.read(JsonParser.object(JSON), Everything.class);
        assertThat(read.shape()).isEqualTo(new Shape.Square(2, null));
        assertThat(read.colour()).isEqualTo(Colour.DARK_RED);
        assertThat(read.inner()).containsExactly(new Inner(new Grams(1)));
        assertThat(CanonicalJson.write(Records.write(read, Everything.class))).isEqualTo(JSON);
    }

    @Test
    void an_optional_member_is_left_out_and_not_null() {
        Everything read = Records.read(JsonParser.object(JSON.replace("\"note\":\"n\",", "")), Everything.class);
        assertThat(read.note()).isNull();
        assertThat(Records.write(read, Everything.class).members()).doesNotContainKey("note");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"text\":\"t\"`, `\"txt\":\"t\"`, MISSING_FIELD, text",
                "`\"text\":\"t\"`, `\"text\":\"t\",\"zzz\":1`, UNKNOWN_FIELD, zzz",
                "`\"text\":\"t\"`, `\"text\":\"t\",\"Text\":\"t\"`, UNKNOWN_FIELD, Text",
                "`\"text\":\"t\"`, `\"text\":1`, WRONG_TYPE, text",
                "`\"text\":\"t\"`, `\"text\":{\"value\":\"t\"}`, WRONG_TYPE, text",
                "`\"text\":\"t\"`, `\"text\":\"\"`, BAD_VALUE, text",
                "`\"text\":\"t\"`, `\"text\":\" t\"`, BAD_VALUE, text",
                "`\"number\":5`, `\"number\":\"5\"`, WRONG_TYPE, number",
                "`\"number\":5`, `\"number\":true`, WRONG_TYPE, number",
                "`\"small\":7`, `\"small\":2147483648`, BAD_VALUE, small",
                "`\"small\":7`, `\"small\":-2147483649`, BAD_VALUE, small",
                "`\"flag\":true`, `\"flag\":\"true\"`, WRONG_TYPE, flag",
                "`\"flag\":true`, `\"flag\":1`, WRONG_TYPE, flag",
                "`\"dark-red\"`, `\"DARK_RED\"`, BAD_VALUE, colour",
                "`\"dark-red\"`, `\"dark_red\"`, BAD_VALUE, colour",
                "`[1,2]`, `[1,-2]`, BAD_VALUE, weights[1]",
                "`[1,2]`, `{}`, WRONG_TYPE, weights",
                "`{\"grams\":1}`, `{\"grams\":1,\"more\":1}`, UNKNOWN_FIELD, inner[0].more",
                "`{\"grams\":1}`, `{}`, MISSING_FIELD, inner[0].grams",
                "`{\"grams\":1}`, `1`, WRONG_TYPE, inner[0]",
                "`\"type\":\"Square\"`, `\"type\":\"Triangle\"`, BAD_VALUE, shape.type",
                "`\"type\":\"Square\"`, `\"type\":1`, MISSING_FIELD, shape.type",
                "`\"side\":2,`, ``, MISSING_FIELD, shape.side",
                "`\"side\":2`, `\"side\":2,\"radius\":1`, UNKNOWN_FIELD, shape.radius",
                "`{\"x\":[1]}`, `[]`, WRONG_TYPE, free",
            })
    void what_does_not_fit_is_refused_with_the_member_named(String from, String to, Code code, String field) {
        assertThat(JSON).contains(from);
        Refused.of(code, field, () -> Records.read(JsonParser.object(JSON.replace(from, to)), Everything.class));
    }
}
