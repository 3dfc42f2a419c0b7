package qingshan.gateway.web;

import com.google.protobuf.ByteString;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sha256;

/** Style sheet, scripts and icon: read once, each under an address that changes with its content, so it is kept for good. */
@Singleton
public final class Assets {
    private static final List<String> NAMES = List.of(
            "qingshan.css",
            "icon.svg",
            "forms.js",
            "counter.css",
            "counter-ground.js",
            "counter-show.js",
            "counter-trade.js",
            "counter-keys.js",
            "counter-aside.js");
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css;charset=utf-8", "js", "text/javascript;charset=utf-8", "svg", "image/svg+xml");

    /**
     * A file.
     *
     * @param path its address
     * @param type its media type
     * @param content its bytes
     */
    record Asset(String path, String type, ByteString content) {}

    private final Map<String, Asset> byName = new TreeMap<>();

    /** Those of the program. */
    Assets() {
        for (String name : NAMES) {
            byte[] bytes = read(name);
            byName.put(
                    name, new Asset("/assets/" + digest(bytes) + "/" + name, type(name), ByteString.copyFrom(bytes)));
        }
    }

    /**
     * The address of a file by its name, such as {@code qingshan.css}.
     *
     * @throws IllegalArgumentException if there is none: a page refers to what is not there
     */
    public String path(String name) {
        return named(name).path();
    }

    /** What an address stands for, or null. */
    @Nullable
    Asset at(String path) {
        Asset asset = byName.get(path.substring(path.lastIndexOf('/') + 1));
        return asset != null && asset.path().equals(path) ? asset : null;
    }

    private Asset named(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("no such asset: " + name);
        }
        return asset;
    }

    private static String type(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("no type for " + name);
        }
        return type;
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] bytes) {
        return Sha256.hex(bytes).substring(0, 16);
    }
}
