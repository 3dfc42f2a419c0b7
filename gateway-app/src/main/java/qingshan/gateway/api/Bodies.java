package qingshan.gateway.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;

/** Reads bodies as the rules read commands: strictly. */
final class Bodies {
    private Bodies() {}

    /** @throws Refusal of its shape */
    static <T> T read(byte[] body, Class<T> type) {
        return Records.read(object(body), type);
    }

    private static JsonObject object(byte[] body) {
        try {
            return JsonParser.object(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            throw Refusal.ofField(Code.MALFORMED_JSON, "", "is no UTF-8");
        }
    }
}
