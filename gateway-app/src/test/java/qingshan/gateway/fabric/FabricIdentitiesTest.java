package qingshan.gateway.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static qingshan.gateway.ledger.Probe.command;
import static qingshan.gateway.ledger.Probe.query;
import static qingshan.gateway.ledger.Probe.saw;
import static qingshan.gateway.ledger.Probe.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.Threads;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.identity.Pem;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Probe;
import qingshan.gateway.network.TestAuthority;
import qingshan.gateway.network.TestNetwork;

/** What a ledger on Fabric does with certificates that begin and end while it works. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FabricIdentitiesTest {
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);
    private static final Map<String, String> ROLE = Map.of("role", "market-clerk");
    /** From enrolment to the end of a certificate that must still be good for a proposal. */
    private static final Duration SHORT = Duration.ofSeconds(8);

    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final Limits PROMPT = new Limits(
            50,
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            SETTLE,
            Duration.ofSeconds(65),
            Duration.ofSeconds(2));

    private final TestNetwork network = TestNetwork.shared();
    private final TestAuthority authority = network.authority("trade");
    private final Home home = network.home("TradeMSP");
    private final Enroller enroller = network.enroller(home);
    private final Database database = TestPostgres.fresh();
    private final FabricLedger ledger = FabricLedger.open(home, database, enroller, PROMPT);
    private final Peers peers = Peers.open(home, PROMPT);
    private final Actor trade = enroller.enroll("TradeMSP", "clerk", ROLE);

    @AfterAll
    void close() {
        peers.close();
        ledger.close();
        database.close();
    }

    @Test
    void whose_certificate_is_renewed_again_and_again_is_not_disturbed() {
        Actor actor = new Actor("TradeMSP", "renewed");
        List<Pem> certificates = List.of(issued("renewed"), issued("renewed"));
        keep(actor, certificates.getFirst());
        AtomicBoolean over = new AtomicBoolean();
        Thread renewing = Thread.ofPlatform().start(() -> {
            for (int i = 0; !over.get(); i++) {
                keep(actor, certificates.get(i % 2));
            }
        });
        try {
            for (int i = 0; i < 20; i++) {
                String key = key();
                assertThat(ledger.submit(command(actor, step("put", key, "1")))).isInstanceOf(Outcome.Committed.class);
                assertThat(saw(ledger.read(query(actor, step("get", key))))).containsExactly("1");
            }
        } finally {
            over.set(true);
            Threads.awaitEnd(renewing);
        }
    }

    @Test
    void an_expired_certificate_is_told_by_the_peer_too() throws IOException {
        Instant from = authority.from();
        Pem pem = authority.issue("late", ROLE, from, Instant.now().minusSeconds(1));
        Signer late = signer("late", pem);
        assertThatThrownBy(() -> keepAndRead(late.actor(), pem)).hasMessageContaining("late of TradeMSP expired on");
        GatewayException read = catchThrowableOfType(
                GatewayException.class, () -> peers.ask(late, gateway -> peers.system(gateway, "GetChainInfo")));
        assertThat(peers.away()).as("the peer is there").isNull();
        assertThat(Failures.explained(read, late.actor(), peers.connection()))
                .hasMessageContaining("the certificate of late of TradeMSP has expired");
        EndorseException endorse =
                catchThrowableOfType(EndorseException.class, () -> endorsed(late, step("put", key(), "1")));
        assertThat(Failures.endorsing(endorse, List.of("TradeMSP"), late.actor(), peers.connection()))
                .isInstanceOfSatisfying(
                        Endorsing.Failed.class,
                        failed -> assertThat(failed.why())
                                .hasMessageContaining("the certificate of late of TradeMSP has expired"));
    }

    @Test
    void a_revoked_certificate_is_told_from_a_ledger_that_denies_the_gateway() throws IOException {
        Actor thief = enroller.enroll("TradeMSP", "thief", ROLE);
        saw(ledger.read(query(thief, step("get", key()))));
        network.revoke("trade", "thief");
        await().atMost(WAIT_MAX)
                .untilAsserted(() -> assertThatThrownBy(() -> ledger.read(query(thief, step("get", key()))))
                        .isInstanceOfSatisfying(
                                LedgerException.class,
                                e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.IDENTITY_ENDED))
                        .hasMessageContaining("does not let thief of TradeMSP do this, though it takes this gateway"));
        assertThatThrownBy(() -> ledger.submit(command(thief, step("put", key(), "1"))))
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.IDENTITY_ENDED));
        Home stranger = network.home("TradeMSP");
        Actor clerk = network.enroller(stranger).enroll("TradeMSP", "clerk", ROLE);
        try (FabricLedger denied = FabricLedger.open(stranger, database, network.enroller(stranger), PROMPT)) {
            for (Actor actor : List.of(clerk, new Actor("TradeMSP", FabricBlocks.GATEWAY))) {
                Wallet.put(stranger, actor, Objects.requireNonNull(Wallet.get(home, thief)));
            }
            assertThatThrownBy(() -> denied.submit(command(clerk, step("put", key(), "1"))))
                    .isInstanceOfSatisfying(
                            LedgerException.class, e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.DENIED));
            assertThatThrownBy(denied::height)
                    .isInstanceOfSatisfying(
                            LedgerException.class, e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.DENIED))
                    .hasMessageContaining("denies this gateway itself");
        }
    }

    @Test
    void what_orderers_refuse_is_unknown_and_given_up_when_it_can_come_no_more() throws Exception {
        Instant end = Instant.now().plus(SHORT);
        Signer ending = signer("ending", authority.issue("ending", ROLE, authority.from(), end));
        String key = key();
        Sender sender = new Sender(peers, PROMPT);
        Pending.Sent sent = sender.sign(ending, endorsed(ending, step("put", key, "1")));
        await().atMost(WAIT_MAX).until(() -> Instant.now().isAfter(end.plusSeconds(1)));
        assertThat(sender.send(signer("clerk"), sent))
                .as("that one orderer refuses is no fate")
                .isEmpty();
        try (Pending pending = Pending.open(database)) {
            assertThat(pending.add(sent)).isTrue();
            await().atMost(WAIT_MAX).until(() -> ledger.pending() == 1);
            await().during(SETTLE.multipliedBy(3)).atMost(WAIT_MAX).until(() -> ledger.pending() == 1);
            await().atMost(WAIT_MAX).until(() -> {
                assertThat(ledger.submit(put(key(), "later"))).isInstanceOf(Outcome.Committed.class);
                return ledger.pending() == 0;
            });
            await().atMost(WAIT_MAX)
                    .until(() -> pending.olderThan(Duration.ZERO).isEmpty());
        }
        assertThat(saw(ledger.read(query(trade, step("get", key))))).containsExactly("-");
    }

    @Test
    void a_submitter_that_is_interrupted_leaves_it_unknown_and_it_is_found_out() throws Exception {
        String key = key();
        Sender sender = new Sender(peers, PROMPT);
        Signer clerk = signer("clerk");
        Pending.Sent sent = sender.sign(clerk, endorsed(clerk, step("put", key, "1")));
        Thread.currentThread().interrupt();
        var fate = sender.send(clerk, sent);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(fate).isEmpty();
        try (Pending pending = Pending.open(database)) {
            pending.add(sent);
            await().atMost(WAIT_MAX)
                    .until(() ->
                            saw(ledger.read(query(trade, step("get", key)))).equals(List.of("1")));
            await().atMost(WAIT_MAX)
                    .until(() -> pending.olderThan(Duration.ZERO).isEmpty());
        }
    }

    private Transaction endorsed(Signer signer, Probe.Step step) throws GatewayException {
        Command command = command(signer.actor(), step);
        return peers.ask(
                signer,
                gateway -> gateway.getNetwork(peers.connection().channel())
                        .getContract(peers.connection().chaincode(), command.contract())
                        .newProposal(command.transaction())
                        .addArguments(command.json())
                        .setEndorsingOrganizations("TradeMSP", "RegistryMSP")
                        .build()
                        .endorse());
    }

    private Pem issued(String name) {
        return authority.issue(name, ROLE, authority.from(), Instant.now().plus(Duration.ofDays(1)));
    }

    private Signer signer(String name) {
        return peers.signer(new Actor("TradeMSP", name));
    }

    private static Signer signer(String name, Pem pem) throws IOException {
        return new Signer(new Actor("TradeMSP", name), pem.identity("TradeMSP"));
    }

    private void keepAndRead(Actor actor, Pem pem) {
        keep(actor, pem);
        ledger.read(query(actor, step("get", key())));
    }

    private void keep(Actor actor, Pem pem) {
        try {
            Wallet.put(home, actor, pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key() {
        return "i" + UUID.randomUUID();
    }

    private Command put(String key, String value) {
        return command(trade, step("put", key, value));
    }
}
