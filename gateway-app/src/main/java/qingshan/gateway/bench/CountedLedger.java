package qingshan.gateway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import qingshan.contracts.Transactions;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.BlockHandler;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.Query;
import qingshan.rules.Code;
import qingshan.rules.Decisions;
import qingshan.rules.Refusal;
import qingshan.rules.Submitter;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;

/**
 * The rules over a state in memory that counts what it is asked. It has no blocks, and answers the queries that an import
 * asks.
 */
final class CountedLedger implements Ledger {
    private static final Answer NOTHING = new Answer.Refused(Code.UNKNOWN_RECORD.name(), "{}");

    private final CountedState state = new CountedState();
    private final Function<Actor, Submitter> submitters;
    private final Listener listener;
    private long height;

    CountedLedger(Function<Actor, Submitter> submitters, Listener listener) {
        this.submitters = submitters;
        this.listener = listener;
    }

    /** Is told of each command that was taken. */
    @FunctionalInterface
    interface Listener {
        /** What the command asked is what the counts say. */
        void taken(String transaction, JsonObject command, CountedState counts);
    }

    @Override
    public synchronized Outcome submit(Command command) {
        state.reset();
        JsonObject json = JsonParser.object(command.json());
        byte @Nullable [] secret = command.secret().get(Transactions.PRIVATE);
        try {
            JsonObject answer = Decisions.decide(
                            state,
                            command.transaction(),
                            json,
                            submitters.apply(command.actor()),
                            LedgerTime.ofEpochMilli(System.currentTimeMillis()),
                            secret == null ? JsonObject.EMPTY : JsonParser.object(new String(secret, UTF_8)))
                    .answer();
            listener.taken(command.transaction(), json, state);
            return new Outcome.Committed("", ++height, CanonicalJson.write(answer));
        } catch (Refusal no) {
            return new Outcome.Rejected(no.code().name(), CanonicalJson.write(no.detail()), null);
        }
    }

    private record MarketQuery(Id market) {}

    private record RunQuery(Digest run) {}

    private record BatchQuery(Digest batch) {}

    private record PolicyQuery(String kind, Name name) {}

    @Override
    public synchronized Answer read(Query query) {
        JsonObject json = JsonParser.object(query.json());
        return switch (query.transaction()) {
            case "ReadMarket" ->
                one(Keys.market(Records.read(json, MarketQuery.class).market()));
            case "ReadRun" -> one(Keys.run(Records.read(json, RunQuery.class).run()));
            case "ReadBatch" ->
                one(Keys.batch(Records.read(json, BatchQuery.class).batch()));
            case "ReadPolicies" -> {
                PolicyQuery asked = Records.read(json, PolicyQuery.class);
                yield below(Keys.policies(asked.kind(), asked.name()));
            }
            default -> throw new UnsupportedOperationException(query.transaction());
        };
    }

    private Answer one(String key) {
        byte[] value = state.get(key);
        return value == null ? NOTHING : new Answer.Found(new String(value, UTF_8));
    }

    private Answer below(String prefix) {
        List<Json> values = new ArrayList<>();
        state.range(Keys.from(prefix), Keys.below(prefix), (_, value) -> values.add(JsonParser.stored(value)));
        return new Answer.Found(CanonicalJson.write(JsonObject.of("values", new JsonArray(values))));
    }

    @Override
    public void follow(Position after, BlockHandler handler) {
        throw new UnsupportedOperationException("no blocks here");
    }

    @Override
    public Position height() {
        return new Position(height);
    }

    @Override
    public void close() {
        state.reset();
    }
}
