package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static qingshan.gateway.ledger.Probe.command;
import static qingshan.gateway.ledger.Probe.query;
import static qingshan.gateway.ledger.Probe.saw;
import static qingshan.gateway.ledger.Probe.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.archive.ArchiveWriter;
import qingshan.gateway.fabric.FabricLedger;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Outcome;

/** An organization that has lost all its disks comes back from its backup, and is the one that it was. */
class OrganizationBackupTest {
    private static final Duration MAX = Duration.ofSeconds(90);

    @Test
    void an_organization_that_lost_everything_comes_back_as_who_it_was(@TempDir Path temp) throws IOException {
        TestNetwork.mustHavePrograms();
        try (TestNetwork test = TestNetwork.up("small")) {
            comesBack(test, "trade", "TradeMSP", temp.resolve("trade.zip"), (_, _) -> {});
        }
    }

    /** Four orderers take their time: part of the long suite. */
    @Tag("faults")
    @Test
    void its_orderer_is_again_one_of_those_that_must_agree(@TempDir Path temp) throws IOException {
        TestNetwork.mustHavePrograms();
        try (TestNetwork test = TestNetwork.up("county")) {
            comesBack(test, "registry", "RegistryMSP", temp.resolve("registry.zip"), (ledger, actor) -> {
                // three of four must agree: without the bank's, the orderer that came back is one of them
                test.pause("orderer0.bank");
                await().atMost(MAX)
                        .ignoreExceptions()
                        .untilAsserted(() -> committed(ledger, actor, "without the bank's"));
            });
        }
    }

    /** @param then what is seen with its ledger when it is back */
    private static void comesBack(
            TestNetwork test, String organization, String mspId, Path file, BiConsumer<FabricLedger, Actor> then)
            throws IOException {
        try (Database database = TestPostgres.fresh()) {
            Home home = test.home(mspId);
            Network network = test.network();
            Path lost = test.place().organization(organization);
            byte[] root = Files.readAllBytes(test.place().root(organization));
            try (FabricLedger ledger = FabricLedger.open(home, database, test.enroller(home))) {
                Actor clerk = ledger.enroller().enroll(mspId, "staff", Map.of());
                committed(ledger, clerk, "before");
                assertThat(network.backUp(organization, file, _ -> {})).isEqualTo(Files.size(file));
                assertThat(network.status()).allMatch(ProcessStatus::runs);
                test.addBank("bank2", "Bank2MSP");
                // written after the backup: others have it
                committed(ledger, clerk, "after");
            }
            refused(test, file, "is up");
            test.supervisor().destroyForcibly();
            await().atMost(MAX).until(() -> !test.network().isUp());
            refused(test, file, "is up"); // its processes go on
            assertThat(test.network().down()).isTrue();
            Home.delete(lost);
            assertThatThrownBy(test::bringUp)
                    .isInstanceOf(NetworkException.class)
                    .hasMessageContaining("network restore");
            assertThat(lost).as("no stranger was made in its name").doesNotExist();

            refuseWhatIsNotWhole(test, organization, file);
            assertThat(lost).doesNotExist();
            OrganizationBackup.Restored restored = Network.restore(test.host(), file, _ -> {});
            assertThat(restored)
                    .isEqualTo(new OrganizationBackup.Restored(test.topology().name(), organization));
            refused(test, file, "is there already");
            assertThat(test.place().root(organization)).hasBinaryContent(root);
            test.bringUp();
            try (FabricLedger ledger = FabricLedger.open(home, database, test.enroller(home))) {
                Actor other = ledger.enroller().enroll(mspId, "other", Map.of());
                await().atMost(MAX).ignoreExceptions().untilAsserted(() -> {
                    assertThat(saw(ledger.read(query(other, step("get", "after")))))
                            .containsExactly("after");
                    committed(ledger, other, "when it is back");
                });
                then.accept(ledger, other);
            }
        }
    }

    @Test
    void what_nodes_remove_meanwhile_keeps_nobody_from_a_backup(@TempDir Path temp) throws IOException {
        Place place = new Place(temp.resolve("small"));
        Path key = place.node("trade", "peer0").resolve("key.pem");
        for (Path file :
                List.of(place.topology(), place.genesis(), place.code("1").resolve("a.jar"), key)) {
            Place.write(file, "kept");
        }
        Path data = Files.createDirectories(place.node("trade", "peer0").resolve(Place.DATA));
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> node = CompletableFuture.runAsync(() -> comeAndGo(data, ended));
        try {
            for (int time = 0; time < 100; time++) {
                assertThat(parts(place, temp))
                        .containsExactly(
                                "organization.json",
                                "channel/genesis.block",
                                "code/1/a.jar",
                                "orgs/trade/nodes/peer0/key.pem",
                                "topology.json");
            }
        } finally {
            ended.set(true);
        }
        node.join();
    }

    @Test
    void what_a_first_start_made_that_broke_off_is_kept(@TempDir Path temp) throws IOException {
        Place place = new Place(temp.resolve("small"));
        for (Path file : List.of(
                place.topology(), place.genesis(), place.node("trade", "peer0").resolve("key.pem"))) {
            Place.write(file, "kept");
        }
        assertThat(parts(place, temp))
                .containsExactly(
                        "organization.json",
                        "channel/genesis.block",
                        "orgs/trade/nodes/peer0/key.pem",
                        "topology.json");
    }

    /** Those of a backup of trade. */
    private static List<String> parts(Place place, Path temp) {
        List<String> parts = new ArrayList<>();
        new OrganizationBackup(place, "trade").write(temp.resolve("trade.zip"), "small", parts::add);
        return parts;
    }

    private static void comeAndGo(Path data, AtomicBoolean ended) {
        try {
            for (int file = 0; !ended.get(); file++) {
                Files.createFile(data.resolve(file + ".ldb"));
                Files.deleteIfExists(data.resolve((file - 100) + ".ldb"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cut off at every tenth of its length, altered, or of another kind: nothing is taken. */
    private static void refuseWhatIsNotWhole(TestNetwork test, String organization, Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Path broken = file.resolveSibling("broken.zip");
        for (int tenth = 0; tenth < 10; tenth++) {
            Files.write(broken, Arrays.copyOf(whole, whole.length * tenth / 10));
            refused(test, broken, "backup");
        }
        byte[] altered = whole.clone();
        altered[whole.length / 2] ^= 1;
        Files.write(broken, altered);
        refused(test, broken, "altered");
        try (ArchiveWriter archive = new ArchiveWriter(broken, _ -> {})) {
            archive.add(
                    "organization.json",
                    part -> part.write(
                            """
                    {"format":"qingshan-organization 1","network":"%s","organization":"%s"}\
                    """.formatted(test.topology().name(), organization).getBytes(StandardCharsets.UTF_8)));
            archive.add("orgs/" + organization + "/../../../../outside", part -> part.write(1));
            archive.finish();
        }
        refused(test, broken, "altered");
        try (Stream<Path> left = Files.list(test.host().path().resolve("network"))) {
            assertThat(left)
                    .as("nothing half done stays")
                    .containsExactly(test.place().path());
        }
    }

    private static void refused(TestNetwork test, Path file, String why) {
        assertThatThrownBy(() -> Network.restore(test.host(), file, _ -> {}))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining(why);
    }

    private static void committed(FabricLedger ledger, Actor actor, String key) {
        assertThat(ledger.submit(command(actor, step("put", key, key)))).isInstanceOf(Outcome.Committed.class);
    }
}
