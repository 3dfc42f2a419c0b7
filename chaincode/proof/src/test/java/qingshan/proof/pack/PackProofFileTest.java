package qingshan.proof.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.testing.Repository;

/** The file of a proof, as {@code docs/reference/pack-proof.md} has it. */
class PackProofFileTest {
    private static final String EXAMPLE = example();

    private static String page() {
        try {
            return Files.readString(Repository.root().resolve("docs/reference/pack-proof.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String example() {
        Matcher block = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(page());
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    @Test
    void the_documents_example_is_one_and_leads_to_its_root() {
        PackProof proof = PackProof.read(EXAMPLE.getBytes(UTF_8));

        assertThat(proof.serial().value()).as("as on labels").matches("[2-9A-HJ-NP-Z]{13}");
        assertThat(ChunkTree.root(
                        proof.serial().value(),
                        proof.index() - proof.chunk().first(),
                        proof.chunk().count(),
                        proof.path()))
                .isEqualTo(proof.chunk().root());
        assertThat(Records.write(proof, PackProof.class)).isEqualTo(JsonParser.object(EXAMPLE));
        assertThat(PackProof.read(proof.bytes())).isEqualTo(proof);
    }

    @Test
    void every_member_of_the_example_is_described() {
        describes(page(), "", JsonParser.object(EXAMPLE));
    }

    private static void describes(String page, String path, JsonObject object) {
        object.members().forEach((name, value) -> {
            if (value instanceof JsonObject inner) {
                describes(page, path + name + ".", inner);
            } else {
                assertThat(page).contains("| `" + path.replace("issued.", "packed.") + name + "` |");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "[]", "{}", "{\"format\":\"qingshan-pack 1\"}", "null", "\u0000"})
    void what_is_no_proof_is_refused(String text) {
        refused(text.getBytes(UTF_8));
    }

    @Test
    void what_is_not_UTF_8_is_refused() {
        byte[] bytes = EXAMPLE.getBytes(UTF_8);
        bytes[bytes.length / 2] = (byte) 0xff;
        assertThat(refused(bytes).code()).isEqualTo(Code.MALFORMED_JSON);
    }

    @Test
    void what_is_cut_off_or_goes_on_is_refused() {
        byte[] bytes = EXAMPLE.strip().getBytes(UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            refused(Arrays.copyOf(bytes, length));
        }
        refused((EXAMPLE + "{}").getBytes(UTF_8));
    }

    @Test
    void what_is_too_long_is_refused_before_it_is_read() {
        String padded = EXAMPLE + " ".repeat(PackProof.BYTES_MAX);
        assertThat(refused(padded.getBytes(UTF_8)).code()).isEqualTo(Code.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "qingshan-pack 1    | qingshan-pack 2     | format",
                "\"index\": 2       | \"index\": 2.5      | index",
                "\"index\": 2       | \"index\": \"2\"    | index",
                "\"index\": 2       | \"index\": 2, \"x\": 1 | x",
                "\"index\": 2       | \"index\": 2, \"index\": 2 | index",
                "\"index\": 2       | \"index\": 9007199254740993 | index",
                "\"run\": \"command/| \"run\": \"order/   | run",
                "\"serial\": \"     | \"serial\": \" \\u0000   | serial",
            })
    void a_member_of_another_form_is_named(String from, String to, String field) {
        assertThat(EXAMPLE).contains(from);
        Refusal refusal = refused(EXAMPLE.replace(from, to).getBytes(UTF_8));
        assertThat(refusal.detail().text("field")).isEqualTo(field);
    }

    @Test
    void a_path_that_no_chunk_can_have_is_refused() {
        String hash = '"' + "0".repeat(64) + '"';
        String path = String.join(",", Collections.nCopies(PackProof.PATH_MAX + 1, hash));
        String longer = EXAMPLE.replaceFirst("(?s)\"path\": \\[.*?]", "\"path\": [" + path + "]");
        assertThat(refused(longer.getBytes(UTF_8)).detail().text("field")).isEqualTo("path");
    }

    private static Refusal refused(byte[] bytes) {
        Refusal[] found = new Refusal[1];
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> PackProof.read(bytes))
                .satisfies(refusal -> found[0] = refusal);
        return found[0];
    }
}
