package qingshan.gateway.operator;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Query;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonString;

/** What goes between a command and the gateway, as JSON. */
final class Wire {
    private Wire() {}

    static JsonObject json(Command command) {
        JsonObject secret = JsonObject.EMPTY;
        for (Map.Entry<String, byte[]> entry : command.secret().entrySet()) {
            secret = secret.with(entry.getKey(), Base64.getEncoder().encodeToString(entry.getValue()));
        }
        return call(command.actor(), command.contract(), command.transaction(), command.json())
                .with("secret", secret);
    }

    static JsonObject json(Query query) {
        return call(query.actor(), query.contract(), query.transaction(), query.json());
    }

    static Command command(JsonObject json) {
        Map<String, byte[]> secret = new HashMap<>();
        if (json.get("secret") instanceof JsonObject said) {
            for (Map.Entry<String, Json> entry : said.members().entrySet()) {
                if (entry.getValue() instanceof JsonString(String value)) {
                    secret.put(entry.getKey(), decode(value));
                }
            }
        }
        Query query = query(json);
        return new Command(query.actor(), query.contract(), query.transaction(), query.json(), secret);
    }

    static Query query(JsonObject json) {
        Actor actor = new Actor(text(json, "mspId"), text(json, "name"));
        return new Query(actor, text(json, "contract"), text(json, "transaction"), text(json, "json"));
    }

    static JsonObject outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed(String txId, long block, String json) ->
                JsonObject.of("committed", json).with("txId", txId).with("block", block);
            case Outcome.Rejected(String code, String detail, @Nullable String txId) -> {
                JsonObject rejected = JsonObject.of("rejected", code).with("detail", detail);
                yield txId == null ? rejected : rejected.with("txId", txId);
            }
            case Outcome.Unknown(String txId, String reason) ->
                JsonObject.of("unknown", reason).with("txId", txId);
        };
    }

    static Outcome outcome(JsonObject json) {
        String txId = json.text("txId");
        if (json.get("block") instanceof JsonInteger(long block)) {
            return new Outcome.Committed(text(json, "txId"), block, text(json, "committed"));
        }
        if (json.get("rejected") != null) {
            return new Outcome.Rejected(text(json, "rejected"), text(json, "detail"), txId);
        }
        return new Outcome.Unknown(text(json, "txId"), text(json, "unknown"));
    }

    static JsonObject answer(Answer answer) {
        return switch (answer) {
            case Answer.Found(String json) -> JsonObject.of("found", json);
            case Answer.Refused(String code, String detail) ->
                JsonObject.of("refused", code).with("detail", detail);
        };
    }

    static Answer answer(JsonObject json) {
        return json.get("found") != null
                ? new Answer.Found(text(json, "found"))
                : new Answer.Refused(text(json, "refused"), text(json, "detail"));
    }

    private static JsonObject call(Actor actor, String contract, String transaction, String json) {
        return JsonObject.of("mspId", actor.mspId())
                .with("name", actor.name())
                .with("contract", contract)
                .with("transaction", transaction)
                .with("json", json);
    }

    private static String text(JsonObject json, String name) {
        String text = json.text(name);
        if (text == null) {
            throw Refusal.ofField(Code.MISSING_FIELD, name, "is needed, as a text");
        }
        return text;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Refusal.ofField(Code.BAD_VALUE, "secret", "is Base64");
        }
    }
}
