package qingshan.rules.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;

/**
 * Files that are compared byte for byte: the canonical JSON and a line feed. With {@code -Dqingshan.golden=write} a
 * difference is written instead, for the eyes of whoever reads the change.
 */
public final class Golden {
    private Golden() {}

    /** Compares an example with its file. */
    public static void check(String name, JsonObject json) {
        Path file = Repository.root().resolve("chaincode/rules/src/test/resources/examples/" + name + ".json");
        byte[] text = (CanonicalJson.write(json) + "\n").getBytes(UTF_8);
        try {
            if (System.getProperty("qingshan.golden", "").equals("write")) {
                Files.createDirectories(file.getParent());
                Files.write(file, text);
            }
            assertThat(file).hasBinaryContent(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
