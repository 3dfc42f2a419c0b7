package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static qingshan.gateway.ledger.Probe.command;
import static qingshan.gateway.ledger.Probe.query;
import static qingshan.gateway.ledger.Probe.secretCommand;
import static qingshan.gateway.ledger.Probe.step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import qingshan.gateway.fabric.Wallet;
import qingshan.gateway.home.Home;
import qingshan.gateway.identity.Attributes;
import qingshan.gateway.identity.Pem;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.rules.json.Records;

/** The life of a network: what ends begins again, what is lost comes back, who joins sees what is theirs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkTest {
    private static final Duration MAX = Duration.ofSeconds(60);

    private TestNetwork network;
    private Gate trade;

    @BeforeAll
    void up() {
        TestNetwork.mustHavePrograms();
        network = TestNetwork.up("small");
        trade = Gate.of(network, "TradeMSP", "market-clerk");
    }

    @AfterAll
    void down() {
        if (network != null) {
            trade.close();
            network.close();
        }
    }

    @Test
    void every_process_runs_and_says_how_it_does() {
        assertThat(network.network().status()).hasSize(7).allMatch(ProcessStatus::runs);
        assertThat(network.network().status().stream().filter(one -> one.blocks() >= 0))
                .hasSize(2);
    }

    @Test
    void a_killed_peer_comes_back_with_a_new_chaincode_process() {
        String key = trade.put("kept");
        Running.One peer = one("peer0.trade");
        Running.One chaincode = one("chaincode.peer0.trade");
        peer.handle().orElseThrow().destroyForcibly();
        await().atMost(MAX)
                .until(() -> one("peer0.trade").pid() != peer.pid()
                        && one("chaincode.peer0.trade").pid() != chaincode.pid());
        trade.awaitWorking();
        assertThat(trade.get(key)).isEqualTo("kept");
    }

    @Test
    void what_a_killed_supervisor_left_is_ended_and_begun_anew() {
        String key = trade.put("kept");
        Running before = Running.read(network.place());
        network.supervisor().destroyForcibly();
        await().atMost(MAX).until(() -> !network.network().isUp());
        assertThat(before.alive()).as("they go on without it").hasSameSizeAs(before.processes());
        assertThat(network.network().status()).isNotEmpty().allMatch(ProcessStatus::runs);
        network.bringUp();
        assertThat(before.alive()).isEmpty();
        assertThat(network.network().status()).allMatch(ProcessStatus::runs);
        trade.awaitWorking();
        assertThat(trade.get(key)).isEqualTo("kept");
    }

    @Test
    void what_cannot_be_written_down_ends_nobodys_process() throws IOException {
        Running.One chaincode = one("chaincode.peer0.trade");
        ProcessHandle supervisor = network.supervisor();
        Path running = network.place().run().resolve("running.json");
        Files.delete(running);
        Files.createDirectories(running.resolve("in the way"));
        chaincode.handle().orElseThrow().destroyForcibly();
        Path log = network.place().logs().resolve("supervisor.log");
        await().atMost(MAX).until(() -> Files.readString(log).contains("cannot look after"));
        assertThat(supervisor.isAlive()).isTrue();
        Home.delete(running);
        await().atMost(MAX).until(() -> Files.exists(running));
        assertThat(one("chaincode.peer0.trade").pid()).isNotEqualTo(chaincode.pid());
        trade.awaitWorking();
    }

    @Test
    void a_start_that_fails_leaves_running_what_runs() throws IOException {
        Path code = network.place().path().resolve("code");
        Path away = Files.move(code, code.resolveSibling("away"));
        assertThatThrownBy(network::bringUp)
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("not kept here");
        assertThat(network.network().status()).isNotEmpty().allMatch(ProcessStatus::runs);
        Files.move(away, code);
        network.bringUp();
    }

    @Test
    void the_supervisor_keeps_logs_within_their_bound() throws IOException {
        Path log = network.place().logs().resolve("peer0.trade.log");
        byte[] mebibyte = ("x".repeat(1023) + "\n").repeat(1024).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= 64; i++) {
            Files.write(log, mebibyte, StandardOpenOption.APPEND);
        }
        await().atMost(MAX).until(() -> Files.size(log) < mebibyte.length);
        assertThat(log.resolveSibling("peer0.trade.log.1")).exists();
        assertThat(Logs.tail(log, 1000)).hasSize(1000);
        trade.put("the peer goes on");
    }

    @Test
    void what_was_written_outlives_the_network() {
        String key = trade.put("kept");
        assertThat(network.network().down()).isTrue();
        assertThat(network.network().status()).isEmpty();
        assertThatThrownBy(() -> trade.get(key)).isInstanceOf(LedgerException.class);
        network.bringUp();
        trade.awaitWorking();
        assertThat(trade.get(key)).isEqualTo("kept");
    }

    @Test
    void a_peer_without_its_disk_is_rebuilt_from_the_others() throws IOException {
        // nor can its organization approve again what all agreed to: here, as by another version of this program
        network.network().endorsedBy(1);
        trade.awaitWorking();
        String key = trade.put("kept");
        Position height = trade.ledger().height();
        PeerProcess peer = PeerProcess.of(network.topology(), network.place()).stream()
                .filter(one -> one.name().equals("peer0.trade"))
                .findFirst()
                .orElseThrow();
        network.network().down();
        Home.delete(peer.data());
        network.bringUp();
        await().atMost(MAX)
                .ignoreExceptions()
                .until(() -> trade.ledger().height().compareTo(height) >= 0);
        trade.awaitWorking();
        assertThat(trade.get(key)).isEqualTo("kept");
    }

    @Test
    void an_upgrade_keeps_the_data() throws IOException {
        String key = trade.put("kept");
        String before = network.network().up(null, network.contracts());
        // other bytes, and so another version
        Path notes = network.contracts().getFirst().resolve("notes.txt");
        Files.writeString(notes, UUID.randomUUID().toString(), StandardCharsets.UTF_8);
        String after = network.network().upgrade(network.contracts()).orElseThrow();
        assertThat(after).isNotEqualTo(before);
        assertThat(network.network().upgrade(network.contracts())).isEmpty();
        trade.awaitWorking();
        assertThat(trade.get(key)).isEqualTo("kept");
    }

    @Test
    void whose_certificate_was_revoked_is_refused() {
        Actor thief = trade.ledger().enroller().enroll("TradeMSP", "thief", Map.of("role", "market-clerk"));
        assertThat(trade.ledger().submit(command(thief, step("put", "t", "1")))).isInstanceOf(Outcome.Committed.class);
        network.network().revoke("trade", "thief");
        await().atMost(MAX)
                .untilAsserted(() -> assertThatThrownBy(
                                () -> trade.ledger().submit(command(thief, step("put", "t", "2"))))
                        .isInstanceOf(LedgerException.class)
                        .hasMessageContaining("thief"));
        assertThat(trade.get("t")).isEqualTo("1");
        // the certificates are good for nothing, the name is not: who lost a key gets another one
        Actor again = trade.ledger().enroller().enroll("TradeMSP", "thief", Map.of("role", "market-clerk"));
        assertThat(trade.ledger().submit(command(again, step("put", "t", "3")))).isInstanceOf(Outcome.Committed.class);
        network.network().revoke("trade", "thief");
        await().atMost(MAX)
                .untilAsserted(() -> assertThatThrownBy(
                                () -> trade.ledger().submit(command(again, step("put", "t", "4"))))
                        .isInstanceOf(LedgerException.class));
        assertThatThrownBy(() -> network.network().revoke("trade", "nobody"))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("never enrolled nobody");
    }

    @Test
    void what_was_revoked_is_not_renewed() throws IOException {
        Home home = network.home("TradeMSP");
        Actor hu = network.enroller(home).enroll("TradeMSP", "hu", Map.of("role", "market-clerk"));
        Pem first = Objects.requireNonNull(Wallet.get(home, hu));
        network.network().revoke("trade", "hu");
        InstantSource later = InstantSource.fixed(Instant.now().plus(Duration.ofDays(300)));
        new CaEnroller(home, System.getenv(), later).renew();
        assertThat(Objects.requireNonNull(Wallet.get(home, hu)).certificate()).isEqualTo(first.certificate());
    }

    @Test
    void a_peer_that_hangs_is_told_from_one_that_is_well() {
        network.pause("peer0.trade");
        try {
            assertThat(network.network().status())
                    .allMatch(ProcessStatus::runs)
                    .filteredOn(one -> !one.isWell())
                    .extracting(ProcessStatus::service)
                    .containsExactly("peer0.trade");
        } finally {
            network.resume("peer0.trade");
        }
        trade.awaitWorking();
    }

    @Test
    void a_changed_role_leaves_nothing_of_the_old_one() throws IOException {
        Home home = network.home("TradeMSP");
        Enroller enroller = network.enroller(home);
        Actor wang = enroller.enroll("TradeMSP", "wang", Map.of("role", "market-clerk", "market", "m1"));
        assertThat(given(home, wang)).isEqualTo(Map.of("role", "market-clerk", "market", "m1"));
        enroller.enroll("TradeMSP", "wang", Map.of("role", "importer"));
        assertThat(given(home, wang)).isEqualTo(Map.of("role", "importer"));
        enroller.enroll("TradeMSP", "wang", Map.of());
        assertThat(given(home, wang)).isEmpty();
    }

    @Test
    void a_renewed_certificate_has_what_the_authority_says_now() throws IOException {
        Home home = network.home("TradeMSP");
        Actor lin = network.enroller(home).enroll("TradeMSP", "lin", Map.of("role", "market-clerk", "market", "m1"));
        InstantSource later = InstantSource.fixed(Instant.now().plus(Duration.ofDays(300)));
        CaEnroller renewing = new CaEnroller(home, System.getenv(), later);
        Pem first = Objects.requireNonNull(Wallet.get(home, lin));
        renewing.renew();
        assertThat(Objects.requireNonNull(Wallet.get(home, lin)).certificate()).isNotEqualTo(first.certificate());
        assertThat(given(home, lin)).isEqualTo(Map.of("role", "market-clerk", "market", "m1"));
        // taken away by somebody else of the organization
        network.enroller(network.home("TradeMSP")).enroll("TradeMSP", "lin", Map.of("market", "m1"));
        assertThat(given(home, lin)).as("until it is renewed").containsKey("role");
        renewing.renew();
        assertThat(given(home, lin)).isEqualTo(Map.of("market", "m1"));
    }

    @Test
    void whoever_is_called_as_a_node_is_a_member_like_others() throws IOException {
        Home home = network.home("TradeMSP");
        Enroller enroller = network.enroller(home);
        for (String name : List.of("admin", "peer0", "ca-registrar")) {
            Actor actor = enroller.enroll("TradeMSP", name, Map.of("role", "market-clerk"));
            assertThat(Objects.requireNonNull(Wallet.get(home, actor))
                            .certificate()
                            .getSubject()
                            .toString())
                    .contains("OU=client", "CN=" + name)
                    .doesNotContain("OU=admin", "OU=peer");
        }
    }

    private static Map<String, String> given(Home home, Actor actor) throws IOException {
        return Attributes.given(Objects.requireNonNull(Wallet.get(home, actor)).certificate());
    }

    @Test
    void a_bank_that_joins_sees_what_it_may_and_no_prices() throws IOException {
        Topology first = network.topology();
        String key = trade.put("seen by all");
        trade.ledger()
                .submit(secretCommand(
                        trade.actor(),
                        Map.of("private", "123 fen".getBytes(StandardCharsets.UTF_8)),
                        step("putPrivate", "prices", key, "private")));
        network.add(new Newcomer("bank", "BankMSP", null));
        try (Gate bank = Gate.of(network, "BankMSP", "loan-officer")) {
            await().atMost(MAX).ignoreExceptions().until(() -> bank.get(key).equals("seen by all"));
            assertThat(bank.ledger().read(query(bank.actor(), step("getPrivate", "prices", key))))
                    .isInstanceOf(Answer.Refused.class);
            long height = bank.ledger().height().block();
            bank.ledger().follow(Position.START, block -> {
                assertThat(new String(block.toByteArray(), StandardCharsets.ISO_8859_1))
                        .doesNotContain("123 fen");
                return block.getBlock().getHeader().getNumber() < height;
            });
            // what the bank submits, others endorse
            assertThat(trade.get(bank.put("by the bank"))).isEqualTo("by the bank");
        }
        assertThat(network.network().status()).allMatch(ProcessStatus::runs);
        assertSameByItsFirstFile(first);
        for (Newcomer there : List.of(
                new Newcomer("trade", null, null),
                new Newcomer("bank", "OtherMSP", null),
                new Newcomer("bank", null, 20_000))) {
            assertThatThrownBy(() -> network.network().add(there))
                    .isInstanceOf(NetworkException.class)
                    .hasMessageContaining("has an organization " + there.name());
        }
        assertThatThrownBy(() -> network.network().add(new Newcomer("bank2", "TradeMSP", null)))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("TradeMSP");
    }

    private void assertSameByItsFirstFile(Topology first) throws IOException {
        Path file = network.host().path().resolve("first.json");
        Files.write(file, Records.bytes(first, Topology.class));
        assertThat(Network.of(network.host(), file.toString(), System.getenv(), Listener.SILENT)
                        .status())
                .hasSize(10);
        Topology other = new Topology(
                first.name(),
                first.channel(),
                first.consensus(),
                first.batch(),
                first.certificateHours() + 1,
                first.organizations());
        Files.write(file, Records.bytes(other, Topology.class));
        assertThatThrownBy(() -> Network.of(network.host(), file.toString(), System.getenv(), Listener.SILENT)
                        .up())
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("another topology");
    }

    private Running.One one(String service) {
        return Running.read(network.place()).of(service).orElseThrow();
    }
}
