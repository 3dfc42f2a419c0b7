package qingshan.gateway.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.JsonString;

/**
 * The configuration of one of Fabric's programs: what is the same for all of its kind comes from {@code network/config}, the
 * rest is set. Fabric reads YAML, of which JSON is a part.
 */
final class ConfigFile {
    private JsonObject content;

    private ConfigFile(JsonObject content) {
        this.content = content;
    }

    /** Begins with what stands in {@code network/config}. */
    static ConfigFile from(String name) {
        try (InputStream in = ConfigFile.class.getResourceAsStream("config/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its configuration " + name);
            }
            return new ConfigFile(JsonParser.object(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static ConfigFile empty() {
        return new ConfigFile(JsonObject.EMPTY);
    }

    JsonObject content() {
        return content;
    }

    /** Sets a member by its path, such as {@code peer.tls.enabled}. */
    ConfigFile set(String path, Json value) {
        content = with(content, path, value);
        return this;
    }

    ConfigFile set(String path, String value) {
        return set(path, new JsonString(value));
    }

    ConfigFile set(String path, Path value) {
        return set(path, value.toString());
    }

    ConfigFile set(String path, long value) {
        return set(path, new JsonInteger(value));
    }

    ConfigFile set(String path, boolean value) {
        return set(path, new JsonBoolean(value));
    }

    ConfigFile set(String path, Collection<?> texts) {
        return set(path, array(texts));
    }

    /** Writes it. */
    void write(Path file) {
        Place.write(file, CanonicalJson.write(content));
    }

    static JsonArray array(Collection<?> texts) {
        List<Json> elements = texts.stream()
                .<Json>map(text -> new JsonString(text.toString()))
                .toList();
        return new JsonArray(elements);
    }

    private static JsonObject with(JsonObject object, String path, Json value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return object.with(path, value);
        }
        String name = path.substring(0, dot);
        JsonObject inner = object.get(name) instanceof JsonObject found ? found : JsonObject.EMPTY;
        return object.with(name, with(inner, path.substring(dot + 1), value));
    }
}
