package qingshan.gateway.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.util.Arrays;
import java.util.zip.CRC32;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;

/**
 * The tag of an answer that is the same until the next block.
 *
 * @param value such as {@code W/"h-123"}
 */
record Tag(String value) {
    /** That of rows which are made of blocks alone. */
    static Tag of(long block) {
        return new Tag("W/\"h-" + block + "\"");
    }

    /** That of rows with what the organization alone knows, which changes without a block. */
    static Tag of(long block, JsonObject json) {
        CRC32 sum = new CRC32();
        sum.update(CanonicalJson.bytes(json));
        return new Tag("W/\"h-" + block + "-" + Long.toHexString(sum.getValue()) + "\"");
    }

    /** Whether who asks has it already. */
    boolean isKnownTo(HttpRequest<?> request) {
        String known = request.getHeaders().get("If-None-Match");
        return known != null
                && Arrays.stream(known.split(",", 32))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals(value) || tag.equals("*"));
    }

    /** The answer to who has it already. */
    MutableHttpResponse<byte[]> notModified() {
        return on(HttpResponse.<byte[]>notModified());
    }

    /** An answer with it. */
    <B> MutableHttpResponse<B> on(MutableHttpResponse<B> response) {
        return response.header("ETag", value).header("Cache-Control", "private, no-cache");
    }
}
