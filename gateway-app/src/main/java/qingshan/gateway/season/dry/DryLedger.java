package qingshan.gateway.season.dry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.DryRows;
import qingshan.gateway.follower.Place;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.BlockHandler;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.Query;
import qingshan.gateway.season.SeasonException;
import qingshan.rules.Decision;
import qingshan.rules.Decisions;
import qingshan.rules.Refusal;
import qingshan.rules.Submitter;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.policy.PolicyKind;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;

/**
 * A ledger that decides as the real one would and keeps nothing: the rules run over {@link DryState}, and what they decide
 * becomes rows of the read model in the same transaction that is thrown away. It makes no blocks.
 */
public final class DryLedger implements Ledger {
    /** Who brings a market's records. */
    public static final Actor IMPORTER = new Actor(Submitter.TRADE, "importer");
    /** Who registers for the county. */
    public static final Actor REGISTRAR = new Actor(Submitter.REGISTRY, "registrar");

    private static final String NO_TRANSACTION = "";

    private final DryState state;
    private final DryRows rows;
    private final InstantSource clock;
    private long height;

    /**
     * A ledger over what is committed now.
     *
     * @param transaction that is thrown away
     * @param height of the real ledger, whose rows the follower has made
     */
    public DryLedger(ThrowAway transaction, Position height, InstantSource clock) {
        Connection connection = transaction.getConnection();
        try {
            this.state = new DryState(connection);
        } catch (SQLException e) {
            throw SeasonException.database(e);
        }
        this.rows = new DryRows(connection);
        this.clock = clock;
        this.height = height.block();
    }

    @Override
    public synchronized Answer read(Query query) {
        JsonObject asked = JsonParser.object(query.json());
        String found = switch (query.transaction()) {
            case "ReadMarket" -> value(Keys.market(new Id(text(asked, "market"))));
            case "ReadRun" -> value(Keys.run(new Digest(text(asked, "run"))));
            case "ReadBatch" -> value(Keys.batch(new Digest(text(asked, "batch"))));
            case "ReadPolicies" -> editions(new Name(text(asked, "name")));
            default -> throw new IllegalArgumentException("an import does not ask " + query.transaction());
        };
        return found == null ? new Answer.Refused("UNKNOWN_RECORD", "{}") : new Answer.Found(found);
    }

    @Override
    public synchronized Outcome submit(Command command) {
        LedgerTime now = LedgerTime.ofEpochMilli(clock.millis());
        byte[] secret = command.secret().get("private");
        JsonObject openings = secret == null ? JsonObject.EMPTY : JsonParser.object(new String(secret, UTF_8));
        boolean importer = command.actor().equals(IMPORTER);
        Submitter submitter =
                new Submitter(command.actor().mspId(), List.of(importer ? Submitter.IMPORTER : "registrar"));
        try {
            Decision decision = Decisions.decide(
                    state, command.transaction(), JsonParser.object(command.json()), submitter, now, openings);
            state.commit();
            height++;
            rows.add(
                    decision.events(),
                    openings,
                    new Place(height, 0, command.actor().mspId(), now));
            return new Outcome.Committed(NO_TRANSACTION, height, CanonicalJson.write(decision.answer()));
        } catch (Refusal no) {
            state.rollback();
            return new Outcome.Rejected(no.code().name(), CanonicalJson.write(no.detail()), null);
        }
    }

    @Override
    public void follow(Position after, BlockHandler handler) {
        throw new UnsupportedOperationException("a dry run makes no blocks");
    }

    @Override
    public Position height() {
        return new Position(height);
    }

    @Override
    public void close() {
        rows.write();
    }

    private @Nullable String value(String key) {
        byte[] value = state.get(key);
        return value == null ? null : new String(value, UTF_8);
    }

    private String editions(Name season) {
        String below = Keys.policies(Records.kebab(PolicyKind.SEASON), season);
        List<Json> found = new ArrayList<>();
        state.range(Keys.from(below), Keys.below(below), (_, value) -> found.add(JsonParser.stored(value)));
        return CanonicalJson.write(JsonObject.of("values", new JsonArray(found)));
    }

    private static String text(JsonObject object, String name) {
        String text = object.text(name);
        if (text == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return text;
    }
}
