package qingshan.rules.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import qingshan.rules.Code;
import qingshan.rules.Command;
import qingshan.rules.Refusal;

/**
 * Whatever comes in is read or refused, never anything else; what is read has one canonical form. In the build the files
 * beside it are tried; {@code JAZZER_FUZZ=1} looks for more.
 */
class JsonParserFuzzTest {
    @FuzzTest
    void any_text_is_read_or_refused_as_a_document(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        JsonObject read;
        try {
            read = JsonParser.object(text);
        } catch (Refusal no) {
            if (no.code() != Code.MALFORMED_JSON
                    && no.code() != Code.WRONG_TYPE
                    && no.code() != Code.BAD_VALUE
                    && no.code() != Code.TOO_LARGE) {
                throw new AssertionError("another refusal", no);
            }
            return;
        }
        byte[] canonical = CanonicalJson.bytes(read);
        JsonObject again = JsonParser.object(new String(canonical, UTF_8));
        if (!again.equals(read) || !Arrays.equals(CanonicalJson.bytes(again), canonical)) {
            throw new AssertionError("two canonical forms of " + text);
        }
    }

    @FuzzTest
    void any_text_is_read_or_refused_as_a_command(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        Command command;
        try {
            command = Records.read(JsonParser.object(text), Command.class);
        } catch (Refusal no) {
            return;
        }
        if (!Records.read(Records.write(command, Command.class), Command.class).equals(command)) {
            throw new AssertionError("read otherwise than written: " + text);
        }
    }
}
