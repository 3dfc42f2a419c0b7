package qingshan.gateway.api;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.contracts.Transactions;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.BlockHandler;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.Query;
import qingshan.gateway.staff.ApiTokens;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.TestGateway;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.value.LedgerTime;

/** A ledger that is asked over REST, each actor with a token of its own; it remembers what was taken. */
final class HttpLedger implements Ledger {
    private static final String BENCH = "bench-";

    private final TestGateway gateway;
    private final Map<Role, String> tokens = new HashMap<>();
    private final List<Taken> taken = new ArrayList<>();

    HttpLedger(TestGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * A request that was taken.
     *
     * @param type of the command
     * @param role who sent it
     * @param body of the request
     * @param answer the gateway's
     */
    record Taken(String type, Role role, JsonObject body, JsonObject answer) {}

    List<Taken> taken() {
        return taken;
    }

    /** The token of a role's account, made at the first time. */
    String token(Role role) {
        return tokens.computeIfAbsent(role, r -> {
            gateway.account(r.code(), r);
            return new ApiTokens(gateway.db()).issue(r.code()).orElseThrow();
        });
    }

    HttpResponse<String> get(Role role, String path, String... headers) {
        return gateway.send(gateway.request(path, headers)
                .header("Authorization", "Bearer " + token(role))
                .GET());
    }

    HttpResponse<String> post(Role role, String path, String body, String... headers) {
        return gateway.send(gateway.request(path, headers)
                .header("Authorization", "Bearer " + token(role))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> command(Role role, String type, JsonObject body, String... headers) {
        return post(role, "/api/v1/commands/" + type, CanonicalJson.write(body), headers);
    }

    @Override
    public Outcome submit(Command command) {
        Role role = role(command.actor().name().substring(BENCH.length()));
        JsonObject body = JsonObject.of("command", JsonParser.object(command.json()));
        byte[] secret = command.secret().get(Transactions.PRIVATE);
        Json opening = secret == null ? null : JsonParser.stored(secret).get("0");
        if (opening != null) {
            body = body.with("opening", opening);
        }
        HttpResponse<String> response = command(role, command.transaction(), body);
        JsonObject answer = JsonParser.object(response.body());
        if (response.statusCode() != 200) {
            return new Outcome.Rejected(text(answer, "code"), response.body(), null);
        }
        taken.add(new Taken(command.transaction(), role, body, answer));
        return new Outcome.Committed(
                text(answer, "txId"),
                ((JsonInteger) member(answer, "block")).value(),
                CanonicalJson.write(member(answer, "result")));
    }

    private static Role role(String name) {
        return Role.of(name.equals("clerk") ? "market-clerk" : name).orElseThrow();
    }

    private static String text(JsonObject json, String name) {
        return String.valueOf(json.text(name));
    }

    private static Json member(JsonObject json, String name) {
        @Nullable Json value = json.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " of " + json);
        }
        return value;
    }

    /** As commands write it. */
    static String now() {
        return LedgerTime.ofEpochMilli(System.currentTimeMillis()).value();
    }

    @Override
    public Answer read(Query query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void follow(Position after, BlockHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Position height() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        taken.clear();
    }
}
