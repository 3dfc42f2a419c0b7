package qingshan.gateway.season;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The seasons that were given with the project, in {@code shared/data/season} beside or above it, or where the system
 * property {@code qingshan.season.data} says. A test that needs them is skipped, and says so, where they are not.
 */
public final class GivenSeasons {
    private static final String PROPERTY = "qingshan.season.data";

    private GivenSeasons() {}

    /** The directory of the given seasons. */
    public static Path directory() {
        Path found = find();
        assumeThat(found)
                .as("no shared/data/season above this module and no -D%s: the given seasons are not compared", PROPERTY)
                .isNotNull();
        if (found == null) {
            throw new IllegalStateException("assumed away");
        }
        return found;
    }

    /** What an import of a given season must come to. */
    public static Map<String, Object> expected(String season) {
        return read(directory().resolve(season + ".expected.json"));
    }

    /** A JSON file as maps, lists, texts and whole numbers. */
    public static Map<String, Object> read(Path file) {
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            json.nextToken();
            @SuppressWarnings("unchecked")
            Map<String, Object> tree = (Map<String, Object>) value(json);
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path find() {
        String property = System.getProperty(PROPERTY);
        if (property != null) {
            return Path.of(property);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared/data/season");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static Object value(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            TreeMap<String, Object> object = new TreeMap<>(ReferenceTables.BY_CODE_POINT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                object.put(name, value(json));
            }
            return object;
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Object> array = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(json));
            }
            return array;
        }
        return json.currentToken() == JsonToken.VALUE_NUMBER_INT ? (Object) json.getLongValue() : json.getText();
    }
}
