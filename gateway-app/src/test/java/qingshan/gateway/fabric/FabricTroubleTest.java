package qingshan.gateway.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static qingshan.gateway.ledger.Probe.command;
import static qingshan.gateway.ledger.Probe.query;
import static qingshan.gateway.ledger.Probe.saw;
import static qingshan.gateway.ledger.Probe.step;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.Threads;
import qingshan.gateway.embedded.Identities;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.identity.Pem;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.Refusals;
import qingshan.gateway.network.NetworkProcesses;
import qingshan.gateway.network.TestNetwork;

/** What a ledger on Fabric does while parts of its network are away, and with identities that are not good. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FabricTroubleTest {
    private static final Duration BACK_MAX = Duration.ofSeconds(60);
    private static final Limits PROMPT = new Limits(
            50,
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Limits.STANDARD.endorse(), // more than a peer waits for others
            Duration.ofSeconds(2),
            Duration.ofSeconds(6),
            Duration.ofSeconds(60),
            Duration.ofSeconds(65),
            Duration.ofSeconds(2));

    private final TestNetwork network = TestNetwork.shared();
    private final Home home = network.home("TradeMSP");
    private final Enroller enroller = network.enroller(home);
    private final Database database = TestPostgres.fresh();
    private final FabricLedger ledger = FabricLedger.open(home, database, enroller, PROMPT);
    private final Actor trade = enroller.enroll("TradeMSP", "clerk", Map.of("role", "market-clerk"));

    @AfterAll
    void close() {
        ledger.close();
        database.close();
    }

    @Test
    void an_own_peer_that_is_killed_is_used_again_when_it_is_back_and_no_block_is_missed() {
        String key = key();
        ConcurrentLinkedQueue<Long> followed = new ConcurrentLinkedQueue<>();
        Thread follower = Thread.ofPlatform()
                .start(() -> ledger.follow(
                        Position.START,
                        block -> followed.add(block.getBlock().getHeader().getNumber())));
        try {
            saw(ledger.submit(put(key, "1")));
            network.kill("peer0.trade");
            await().atMost(BACK_MAX).until(() -> ledger.away() != null || reads(key, "1"));
            await().atMost(BACK_MAX).until(() -> reads(key, "1"));
            await().atMost(BACK_MAX).until(() -> commits(put(key, "2")));
            assertThat(ledger.away()).isNull();
            long height = ledger.height().block();
            await().atMost(BACK_MAX).until(() -> followed.contains(height));
            assertThat(followed.stream().limit(height + 1))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(0, height).boxed().toList());
        } finally {
            Threads.end(follower);
        }
    }

    @Test
    void while_one_endorser_hangs_others_endorse() {
        String key = key();
        network.pause("peer0.registry");
        try {
            assertThat(ledger.submit(put(key, "1"))).isInstanceOf(Outcome.Committed.class);
            assertThat(ledger.submit(put(key, "2"))).isInstanceOf(Outcome.Committed.class);
        } finally {
            network.resume("peer0.registry");
        }
        assertThat(reads(key, "2")).isTrue();
    }

    @Test
    void while_the_contracts_of_the_own_peer_hang_others_endorse() {
        String key = key();
        String contracts = NetworkProcesses.chaincodeOf("peer0.trade");
        network.pause(contracts);
        try {
            assertThat(ledger.submit(put(key, "1"))).isInstanceOf(Outcome.Committed.class);
            assertThat(ledger.submit(put(key, "2"))).isInstanceOf(Outcome.Committed.class);
            assertThat(ledger.away()).isNull();
        } finally {
            network.resume(contracts);
        }
        await().atMost(BACK_MAX).until(() -> reads(key, "2"));
    }

    @Test
    void while_too_few_endorse_nothing_is_sent() throws SQLException {
        String key = key();
        network.pause("peer0.registry");
        network.pause("peer0.auditor");
        try {
            assertThatThrownBy(() -> ledger.submit(put(key, "1")))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("Too few organizations endorse");
            assertThat(kept()).isZero();
            assertThat(reads(key, "-"))
                    .as("questions are answered by the own peer")
                    .isTrue();
        } finally {
            network.resume("peer0.registry");
            network.resume("peer0.auditor");
        }
        await().atMost(BACK_MAX).until(() -> commits(put(key, "1")));
    }

    @Test
    void what_nobody_knows_is_found_out_also_by_the_next_process() throws SQLException {
        String key = key();
        network.orderers().forEach(network::pause);
        Outcome outcome;
        try (FabricLedger first = FabricLedger.open(home, database, enroller, PROMPT)) {
            outcome = first.submit(put(key, "once"));
            assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
            assertThat(first.pending()).isEqualTo(1);
            assertThat(first.away()).isNotNull();
            assertThat(kept()).isEqualTo(1);
        } finally {
            network.orderers().forEach(network::resume);
        }
        await().atMost(BACK_MAX.multipliedBy(2)).until(() -> reads(key, "once"));
        await().atMost(BACK_MAX).until(() -> kept() == 0);
        await().atMost(BACK_MAX).until(() -> ledger.pending() == 0);
        await().atMost(BACK_MAX).until(() -> commits(put(key, "next")));
        assertThat(valid(((Outcome.Unknown) outcome).txId()))
                .as("in no more than one block")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"-3650 d, false", "-70 s, false", "-30 s, true", "30 s, true", "70 s, false", "365 d, false"})
    void a_proposal_of_another_time_than_now_is_endorsed_by_nobody(String off, boolean taken) {
        String[] parts = off.split(" ", -1);
        Duration by =
                Duration.of(Long.parseLong(parts[0]), parts[1].equals("d") ? ChronoUnit.DAYS : ChronoUnit.SECONDS);
        String key = key();
        try (RawClient client = new RawClient(home)) {
            if (taken) {
                assertThat(client.send(
                                put(key, off), client.endorsedAt(Instant.now().plus(by), put(key, off))))
                        .isEqualTo(TxValidationCode.VALID);
            } else {
                assertThatThrownBy(() -> client.endorsedAt(Instant.now().plus(by), put(key, off)))
                        .hasMessageContaining("incorrect timestamp")
                        .cause()
                        .isInstanceOfSatisfying(
                                EndorseException.class,
                                e -> assertThat(Failures.endorsing(e, refusing(e), trade, Connection.of(home)))
                                        .isEqualTo(
                                                new Endorsing.Refused(new Answer.Refused(Refusals.TIME_WINDOW, "{}"))));
            }
        }
        await().atMost(BACK_MAX).until(() -> reads(key, taken ? off : "-"));
    }

    private static List<String> refusing(EndorseException failure) {
        return failure.getDetails().stream().map(ErrorDetail::getMspId).toList();
    }

    @Test
    void a_foreign_certificate_is_told(@TempDir Path directory) throws IOException {
        String sentence = "does not let mallory of TradeMSP";
        foreign(directory, "mallory", Instant.now());
        Actor mallory = new Actor("TradeMSP", "mallory");
        assertThatThrownBy(() -> ledger.submit(command(mallory, step("put", key(), "x"))))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(sentence);
        assertThatThrownBy(() -> ledger.read(query(mallory, step("get", key()))))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void an_expired_certificate_is_told_before_anything_is_asked(@TempDir Path directory) throws IOException {
        foreign(directory, "late", Instant.now().minus(Duration.ofDays(6 * 365)));
        assertThatThrownBy(() -> ledger.read(query(new Actor("TradeMSP", "late"), step("get", key()))))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("late of TradeMSP expired on");
    }

    @Test
    void whom_the_network_does_not_know_cannot_follow(@TempDir Path directory) throws IOException {
        Home other = network.home("TradeMSP");
        FabricLedger.open(other, database, network.enroller(other), PROMPT).close();
        Pem foreign = pem(directory, FabricBlocks.GATEWAY, Instant.now());
        Wallet.put(other, new Actor("TradeMSP", FabricBlocks.GATEWAY), foreign);
        Peers peers = Peers.open(other, PROMPT);
        try (FabricBlocks blocks = new FabricBlocks(peers, PROMPT)) {
            assertThatThrownBy(() -> blocks.follow(Position.START, _ -> true))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("gateway of TradeMSP");
            assertThatThrownBy(blocks::height)
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("gateway of TradeMSP");
        }
    }

    @Test
    void more_than_may_be_under_way_at_once_is_refused_and_not_sent() {
        Limits none = new Limits(
                0,
                Duration.ofMillis(50),
                PROMPT.evaluate(),
                PROMPT.endorse(),
                PROMPT.submit(),
                PROMPT.commit(),
                PROMPT.settle(),
                PROMPT.keepAlive(),
                PROMPT.away());
        try (FabricLedger full = FabricLedger.open(home, database, enroller, none)) {
            assertThatThrownBy(() -> full.submit(put(key(), "1")))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("nothing was sent");
        }
    }

    private void foreign(Path directory, String name, Instant when) throws IOException {
        Wallet.put(home, new Actor("TradeMSP", name), pem(directory, name, when));
    }

    private static Pem pem(Path directory, String name, Instant when) throws IOException {
        Home elsewhere = Home.at(directory);
        new Identities(elsewhere, () -> when).enroll("TradeMSP", name, Map.of());
        return Objects.requireNonNull(Pem.read(elsewhere.directory("msp").resolve("TradeMSP." + name + ".pem")));
    }

    private static String key() {
        return "t" + UUID.randomUUID();
    }

    private Command put(String key, String value) {
        return command(trade, step("put", key, value));
    }

    private boolean commits(Command command) {
        try {
            return ledger.submit(command) instanceof Outcome.Committed;
        } catch (LedgerException e) {
            return false;
        }
    }

    private boolean reads(String key, String value) {
        try {
            return saw(ledger.read(query(trade, step("get", key)))).equals(List.of(value));
        } catch (LedgerException e) {
            return false;
        }
    }

    private int kept() throws SQLException {
        return count("SELECT count(*) FROM own.pending");
    }

    private int count(String sql) throws SQLException {
        try (java.sql.Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }

    /** How often a transaction is valid in the chain. */
    private int valid(String txId) {
        int[] found = {0};
        long height = ledger.height().block();
        ledger.follow(Position.START, given -> {
            var block = qingshan.proof.block.BlockDecoder.committed(
                    given.getBlock().getHeader().getNumber(), given.getBlock().toByteArray(), "qingshan");
            block.transactions().stream()
                    .filter(transaction -> transaction.id().equals(txId) && block.saysValid(transaction.index()))
                    .forEach(_ -> found[0]++);
            return block.number() < height;
        });
        return found[0];
    }
}
