package qingshan.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.fabric.FabricLedger;
import qingshan.gateway.fabric.RawClient;
import qingshan.gateway.fabric.Wallet;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.follower.Rows;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.identity.Identity;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.network.TestNetwork;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.gateway.season.load.Actors;
import qingshan.gateway.season.load.ImportHarness;
import qingshan.gateway.season.load.SeasonImport;
import qingshan.rules.value.LedgerTime;

/** What happens on a real network, as a county would see it, with all that an audit of Fabric's blocks must judge. */
final class FabricStory {
    private static final Duration BACK_MAX = Duration.ofSeconds(60);

    private final TestNetwork network;
    private @Nullable Identity registrar;

    FabricStory(TestNetwork network) {
        this.network = network;
    }

    /** Lives it and exports it. */
    Export.Made tell(Path directory, Path file, Path roots) throws IOException {
        Path season = directory.resolve("season");
        SeasonGenerator.write(season, new SeasonPlan(31, 30, 5, 3, 400));
        Home home = network.home("RegistryMSP");
        Home trade = network.home("TradeMSP");
        Enroller enroller = network.enroller(home);
        try (Database database = TestPostgres.fresh();
                Database market = TestPostgres.fresh();
                FabricLedger ledger = FabricLedger.open(home, database, enroller);
                FabricLedger markets = FabricLedger.open(trade, market, network.enroller(trade));
                RawClient client = new RawClient(home)) {
            Actors actors = new Actors(
                    markets.enroller().enroll("TradeMSP", "importer", Map.of("importer", "true")),
                    markets.enroller().enroll("RegistryMSP", "registrar", Map.of("role", "registrar")));
            new SeasonImport(market.source(), markets, actors, InstantSource.system(), new ImportHarness.Silent())
                    .run(SeasonFiles.open(season));
            Actor registrar = enroller.enroll("RegistryMSP", "registrar", Map.of("role", "registrar"));
            Actor thief = enroller.enroll("RegistryMSP", "thief", Map.of("role", "registrar"));
            conflict(client, registrar);
            otherWords(client, registrar, database, ledger);
            answeredFor(client, market(registrar), "RegistryMSP", "TradeMSP");
            try (RawClient clerk = new RawClient(trade)) {
                answeredFor(clerk, party(actors.importer()), "TradeMSP", "RegistryMSP");
            }
            committed(ledger, thief);
            network.revoke("registry", "thief");
            committed(ledger, registrar);
            network.addBank("second", "SecondMSP");
            network.awaitInStep();
            committed(ledger, registrar);
            network.upgrade();
            committed(ledger, registrar);
            Export export = new Export(ledger);
            Export.Made made = export.write(file, _ -> {});
            export.writeRoots(roots);
            this.registrar = Objects.requireNonNull(Wallet.get(home, registrar)).identity(registrar.mspId());
            return made;
        }
    }

    /** Who submitted the markets. */
    Identity registrar() {
        return Objects.requireNonNull(registrar);
    }

    /** Peers that have just learned of a change may need a moment. */
    private static void committed(FabricLedger ledger, Actor actor) {
        await().atMost(BACK_MAX)
                .ignoreExceptionsMatching(LedgerException.class::isInstance)
                .until(() -> ledger.submit(market(actor)) instanceof Outcome.Committed);
    }

    /** Two do the same at once: the second comes to nothing. */
    private static void conflict(RawClient client, Actor actor) {
        Command command = market(actor);
        Transaction first = client.endorsed(command);
        Transaction second = client.endorsed(command);
        assertThat(client.send(command, first)).isEqualTo(TxValidationCode.VALID);
        assertThat(client.send(command, second)).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    }

    /** What peers take, followers take: nobody's client can stop them. */
    private static void otherWords(RawClient client, Actor actor, Database database, FabricLedger ledger) {
        Command command = market(actor);
        assertThat(client.send(command, client.endorsedInOtherWords(command))).isEqualTo(TxValidationCode.VALID);
        new Follower(database.source()).catchUp(ledger);
        assertThat(Rows.of(database.source(), "SELECT count(*) FROM read.market"))
                .containsExactly("3");
    }

    /** What an organization answers for needs its own endorsement, unless it changes nothing. */
    private static void answeredFor(RawClient client, Command command, String own, String other) {
        assertThat(client.send(command, client.endorsedBy(command, other, "AuditorMSP")))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(client.send(command, client.endorsedBy(command, own, "AuditorMSP")))
                .isEqualTo(TxValidationCode.VALID);
        // sent again: as soon as these have the block, too, nothing is left to change
        await().atMost(BACK_MAX)
                .ignoreExceptions()
                .until(() -> client.send(command, client.endorsedBy(command, other, "AuditorMSP"))
                        == TxValidationCode.VALID);
    }

    private static Command party(Actor actor) {
        UUID id = UUID.randomUUID();
        String party = "{\"commitment\":\"" + "5d".repeat(32) + "\",\"id\":\"" + id
                + "\",\"kind\":\"household\",\"occurredAt\":\""
                + LedgerTime.ofEpochMilli(Instant.now().toEpochMilli()) + "\",\"party\":\""
                + id.toString().replace("-", "") + "\",\"village\":\"上垟村\"}";
        return new Command(actor, "party", "RegisterParty", party, Map.of());
    }

    static Command market(Actor actor) {
        UUID id = UUID.randomUUID();
        String market = "{\"id\":\"" + id + "\",\"occurredAt\":\""
                + LedgerTime.ofEpochMilli(Instant.now().toEpochMilli()) + "\",\"market\":\""
                + id.toString().replace("-", "") + "\",\"name\":\"浙南茶叶市场\",\"mspId\":\"TradeMSP\"}";
        return new Command(actor, "party", "RegisterMarket", market, Map.of());
    }
}
