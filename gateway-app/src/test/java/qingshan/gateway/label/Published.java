package qingshan.gateway.label;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What GS1 published to try its own programs with, where it lies above the repository. */
final class Published {
    private Published() {}

    /**
     * The vectors of a file, by the names of their members; what stands in a list has the list's name and its place in it,
     * as {@code args0}.
     */
    static List<Map<String, String>> vectors(String file) throws IOException {
        String name = "shared/data/digital-link/" + file;
        for (Path at = Path.of("").toRealPath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(name))) {
                return read(at.resolve(name));
            }
        }
        return abort("skipped: no " + name + " above the repository, so links were not compared with GS1's own");
    }

    private static List<Map<String, String>> read(Path file) throws IOException {
        List<Map<String, String>> vectors = new ArrayList<>();
        try (JsonParser in = new JsonFactory().createParser(file.toFile())) {
            in.nextToken();
            while (in.nextToken() == JsonToken.START_OBJECT) {
                vectors.add(vector(in));
            }
        }
        return vectors;
    }

    private static Map<String, String> vector(JsonParser in) throws IOException {
        Map<String, String> vector = new HashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken token = in.nextToken();
            if (token == JsonToken.START_ARRAY) {
                for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
                    vector.put(name + i, in.getText());
                }
            } else if (token == JsonToken.START_OBJECT) {
                in.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                vector.put(name, in.getText());
            }
        }
        return vector;
    }
}
