package qingshan.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import qingshan.contracts.card.CardContract;
import qingshan.contracts.origin.OriginContract;
import qingshan.contracts.pack.PackContract;
import qingshan.contracts.party.PartyContract;
import qingshan.contracts.policy.PolicyContract;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.embedded.BlockStore;
import qingshan.gateway.embedded.CollectionMembers;
import qingshan.gateway.embedded.EmbeddedLedger;
import qingshan.gateway.embedded.Settings;
import qingshan.gateway.home.Database;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.Refusals;
import qingshan.gateway.proof.Export;
import qingshan.model.plain.Model;
import qingshan.model.plain.Sent;
import qingshan.model.plain.Who;
import qingshan.proof.Audit;
import qingshan.proof.AuditOptions;
import qingshan.proof.AuditResult;

/** The contracts on the embedded ledger over a real PostgreSQL. Threads share it. */
final class SharedLedger implements AutoCloseable {
    private final Database database = TestPostgres.fresh();
    private final EmbeddedLedger ledger;
    private final Map<Who, Actor> enrolled = new ConcurrentHashMap<>();

    SharedLedger() {
        // a proposal is believed whatever its time, so that each seed can have a clock of its own
        Settings settings = new Settings(
                "model",
                List.of(
                        new PartyContract(),
                        new PolicyContract(),
                        new OriginContract(),
                        new CardContract(),
                        new PackContract()),
                CollectionMembers.COUNTY,
                InstantSource.system(),
                Duration.ofDays(36_500));
        ledger = EmbeddedLedger.open(TestPostgres.home(), database, settings);
    }

    /**
     * What came of a command.
     *
     * @param code ACCEPTED or why not
     * @param json the result or the detail, canonical
     * @param txId of the committed transaction, or null
     */
    record Reply(String code, String json, @Nullable String txId) {}

    /** Sends a command at the time that it says itself; once more whenever others are known to have been faster. */
    Reply send(Sent sent) {
        Map<String, byte[]> secret = sent.secret().members().isEmpty()
                ? Map.of()
                : Map.of("private", sent.secret().json().getBytes(UTF_8));
        Command command = new Command(actor(sent.who()), sent.contract(), sent.type(), sent.json(), secret);
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(sent.at()));
        while (true) {
            switch (ledger.submit(command, clock)) {
                case Outcome.Committed(String txId, long _, String json) -> {
                    return new Reply(Model.ACCEPTED, json, txId);
                }
                case Outcome.Rejected(String code, String detail, String _) -> {
                    if (!code.equals(Refusals.MVCC_READ_CONFLICT) && !code.equals(Refusals.PHANTOM_READ_CONFLICT)) {
                        return new Reply(code, detail, null);
                    }
                }
                case Outcome.Unknown unknown -> throw new AssertionError(unknown);
            }
        }
    }

    private Actor actor(Who who) {
        return enrolled.computeIfAbsent(who, w -> {
            Map<String, String> attributes =
                    new HashMap<>(Map.of("role", w.attributes().getFirst()));
            w.attributes().stream().skip(1).forEach(flag -> attributes.put(flag, "true"));
            return ledger.enroller().enroll(w.mspId(), w.name(), attributes);
        });
    }

    Position height() {
        return ledger.height();
    }

    /** Reads all transactions after a position, in the ledger's order; gives the position of the last. */
    Position read(Position after, Consumer<Committed> each) {
        Position end = height();
        if (end.block() > after.block()) {
            ledger.follow(after, block -> {
                Committed.of(block).forEach(each);
                return block.getBlock().getHeader().getNumber() < end.block();
            });
        }
        return end;
    }

    /** Its database, in which a read model may be made. */
    Database database() {
        return database;
    }

    BlockSource blocks() {
        return ledger;
    }

    Path export(Path directory) {
        Path export = directory.resolve("model.export");
        new Export(new BlockStore(database)).write(export, block -> {});
        return export;
    }

    /** What who reads the blocks alone finds wrong; not by signatures, whose certificates are younger than the seeds' clocks. */
    AuditResult audit(Path directory) throws IOException {
        return Audit.run(export(directory), AuditOptions.at(Instant.now()).withoutSignatures());
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
    }
}
