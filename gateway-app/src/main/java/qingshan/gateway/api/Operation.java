package qingshan.gateway.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.json.JsonObject;

/**
 * Something that REST does.
 *
 * @param method in lower case
 * @param path with its places in braces
 * @param group that it stands in, a key of {@code Api.properties}
 * @param id of the operation; {@code Api.properties} has its sentence, or the list's title stands for it
 * @param parameters of address and headers
 * @param body the schema of the body, or null if it takes none
 * @param answers media types and their schemas
 * @param who may ask: organization and attribute, or a role; empty for everybody
 */
public record Operation(
        String method,
        String path,
        String group,
        String id,
        List<Parameter> parameters,
        @Nullable JsonObject body,
        List<Answer> answers,
        List<String> who) {
    /**
     * A parameter.
     *
     * @param name as sent
     * @param in {@code path}, {@code query} or {@code header}
     * @param schema of its value
     */
    public record Parameter(String name, String in, JsonObject schema) {}

    /**
     * A form of the answer.
     *
     * @param mediaType of it
     * @param schema of its content
     */
    public record Answer(String mediaType, JsonObject schema) {}
}
