package qingshan.gateway.follower;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.contract.ContractInterface;
import qingshan.contracts.Transactions;
import qingshan.contracts.card.CardContract;
import qingshan.contracts.origin.OriginContract;
import qingshan.contracts.pack.PackContract;
import qingshan.contracts.party.PartyContract;
import qingshan.contracts.policy.PolicyContract;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.embedded.CollectionMembers;
import qingshan.gateway.embedded.EmbeddedLedger;
import qingshan.gateway.embedded.Settings;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Outcome;
import qingshan.rules.Commands;
import qingshan.rules.Submitter;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.card.CardCommand;
import qingshan.rules.consent.ConsentCommand;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.testing.World;

/** An embedded ledger with the real contracts, whose clock is set to the time of each command, and its read model. */
public final class County implements AutoCloseable {
    private static final List<ContractInterface> CONTRACTS = List.of(
            new PartyContract(), new PolicyContract(), new OriginContract(), new CardContract(), new PackContract());

    private final Database database = TestPostgres.fresh();
    private final Map<Submitter, Actor> staff = new HashMap<>();
    private volatile Instant now = Instant.parse("2026-03-04T22:00:00Z");
    private final EmbeddedLedger ledger;

    /** With the keys that the tests share. */
    public County() {
        this(TestPostgres.home());
    }

    /** With the keys of a home; those of a new one are made at the time of the first command. */
    public County(Home home) {
        ledger = EmbeddedLedger.open(
                home,
                database,
                new Settings("test", CONTRACTS, CollectionMembers.COUNTY, () -> now, Duration.ofSeconds(30)));
    }

    /** Its database: schema {@code read} is empty until somebody follows. */
    public Database database() {
        return database;
    }

    /** The ledger. */
    public EmbeddedLedger ledger() {
        return ledger;
    }

    /** Submits what a world accepted, with the same times. */
    public void submit(World world) {
        for (World.Step step : world.steps()) {
            Outcome outcome = submit(step.by(), step.type(), step.json(), step.openings());
            assertThat(outcome).as(step.type()).isInstanceOf(Outcome.Committed.class);
        }
    }

    /** Submits a command a moment after it happened. */
    public Outcome submit(Submitter by, String type, JsonObject json, JsonObject openings) {
        qingshan.rules.Command command = Commands.read(type, json);
        now = Instant.ofEpochMilli(command.occurredAt().epochMilli()).plusMillis(World.DELAY_MS);
        Map<String, byte[]> secret = openings.members().isEmpty()
                ? Map.of()
                : Map.of(Transactions.PRIVATE, CanonicalJson.write(openings).getBytes(StandardCharsets.UTF_8));
        return ledger.submit(new Command(actor(by), contract(command), type, CanonicalJson.write(json), secret));
    }

    private Actor actor(Submitter by) {
        return staff.computeIfAbsent(by, submitter -> {
            Map<String, String> attributes = new HashMap<>();
            for (String attribute : submitter.attributes()) {
                if (attribute.equals(Submitter.IMPORTER)) {
                    attributes.put(attribute, "true");
                } else {
                    attributes.put("role", attribute);
                }
            }
            String name = String.join(".", submitter.attributes());
            return ledger.enroller().enroll(submitter.mspId(), "story." + name, attributes);
        });
    }

    private static String contract(qingshan.rules.Command command) {
        return switch (command) {
            case PartyCommand _, ConsentCommand _ -> "party";
            case PolicyCommand _ -> "policy";
            case OriginCommand _ -> "origin";
            case CardCommand _, BatchCommand _ -> "card";
            case PackCommand _ -> "pack";
        };
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
    }
}
