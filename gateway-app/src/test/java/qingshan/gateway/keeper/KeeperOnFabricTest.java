package qingshan.gateway.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.fabric.Wallet;
import qingshan.gateway.home.Home;
import qingshan.gateway.identity.Pem;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.network.TestAuthority;
import qingshan.gateway.network.TestNetwork;
import qingshan.rules.value.LedgerTime;

/** A gateway's home on a real network. */
class KeeperOnFabricTest {
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);
    /** Far less than the authority's client waits for it. */
    private static final Duration HANGING_MAX = Duration.ofSeconds(30);

    @Test
    void it_writes_follows_and_keeps_its_ledger_while_the_own_peer_or_the_authority_hangs_or_the_gateway_is_denied() {
        TestNetwork.mustHavePrograms();
        try (TestNetwork network = TestNetwork.up("small")) {
            follow(network);
            followAgain(network);
        }
    }

    /** A gateway that its ledger denies for a time, and whose certificate authority hangs. */
    private static void followAgain(TestNetwork network) {
        Home home = network.home("RegistryMSP");
        TestAuthority authority = network.authority("registry");
        Instant now = Instant.now();
        Actor due = network.enroller(home).enroll("RegistryMSP", "due", Map.of("role", "registrar"));
        Pem old = authority.issue("due", Map.of("role", "registrar"), authority.from(), now.plusSeconds(20));
        Pem expired = authority.issue("gateway", Map.of(), authority.from(), now.minusSeconds(1));
        Actor gateway = network.enroller(home).enroll("RegistryMSP", "gateway", Map.of());
        Actor registrar = network.enroller(home).enroll("RegistryMSP", "registrar", Map.of("role", "registrar"));
        Pem good = held(home, gateway);
        keep(home, due, old);
        network.pause("ca.registry");
        try (Keeper keeper = Keeper.open(home, Map.of("QINGSHAN_DATABASE_URL", TestPostgres.freshUrl()))) {
            Enroller enroller = keeper.enroller();
            await().atMost(WAIT_MAX).until(() -> markets(keeper) == 3);
            keep(home, gateway, expired);
            network.kill("peer0.registry");
            await().atMost(WAIT_MAX)
                    .until(() -> keeper.away() instanceof LedgerException denied
                            && denied.kind() == LedgerException.Kind.DENIED);
            await().atMost(WAIT_MAX).until(() -> commits(keeper, market(registrar)));
            assertThat(keeper.away()).as("the rows do not follow").isNotNull();
            assertThat(markets(keeper)).isEqualTo(3);
            keep(home, gateway, good);
            await().atMost(HANGING_MAX).until(() -> keeper.away() == null && markets(keeper) >= 4);
            assertThat(keeper.enroller()).as("nothing was opened anew").isSameAs(enroller);
            assertThat(held(home, due)).as("the authority hangs").isEqualTo(old);
            network.resume("ca.registry");
            await().atMost(WAIT_MAX)
                    .untilAsserted(() -> assertThat(held(home, due)).isNotEqualTo(old));
        } finally {
            network.resume("ca.registry");
        }
    }

    private static Pem held(Home home, Actor actor) {
        try {
            return Objects.requireNonNull(Wallet.get(home, actor));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(Home home, Actor actor, Pem pem) {
        try {
            Wallet.put(home, actor, pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void follow(TestNetwork network) {
        Home home = network.home("RegistryMSP");
        try (Keeper keeper = Keeper.open(home, Map.of("QINGSHAN_DATABASE_URL", TestPostgres.freshUrl()))) {
            Enroller enroller = keeper.enroller();
            assertThat(enroller.members()).containsExactly("RegistryMSP", "TradeMSP");
            Actor registrar = enroller.enroll("RegistryMSP", "registrar", Map.of("role", "registrar"));
            Outcome.Committed committed = (Outcome.Committed) keeper.submit(market(registrar));
            assertThat(keeper.rows().await(new Position(committed.block()), WAIT_MAX))
                    .isTrue();
            assertThat(markets(keeper)).isEqualTo(1);
            assertThat(keeper.away()).isNull();

            String log = logged(() -> hang(network, keeper, registrar));
            assertThat(log.lines().filter(line -> line.contains("does not answer")))
                    .as("told once: %s", log)
                    .hasSize(1)
                    .first(InstanceOfAssertFactories.STRING)
                    .containsPattern("peer 127.0.0.1:\\d+ does not answer: ");
            assertThat(log).containsOnlyOnce("answers again").doesNotContain("\tat ");
            assertThat(keeper.rows().await(keeper.height(), WAIT_MAX)).isTrue();
            assertThat(markets(keeper)).isEqualTo(3);
            assertThat(keeper.enroller()).as("nothing was opened anew").isSameAs(enroller);
            assertThat(keeper.pending()).isZero();
        }
    }

    private static void hang(TestNetwork network, Keeper keeper, Actor registrar) {
        String orderer = network.orderers().getFirst();
        network.pause(orderer);
        CompletableFuture<Outcome> underWay = CompletableFuture.supplyAsync(() -> keeper.submit(market(registrar)));
        try {
            await().atMost(WAIT_MAX).until(() -> keeper.away() != null); // it is sent, and waits for its block
            network.pause("peer0.registry");
            await().atMost(WAIT_MAX).until(() -> noPeer(keeper.away()));
            assertThat(markets(keeper)).as("pages can be read").isEqualTo(1);
            assertThat(underWay).succeedsWithin(HANGING_MAX).isInstanceOf(Outcome.Unknown.class);
            assertThat(noPeer(keeper.away()))
                    .as("a time that is over is no answer")
                    .isTrue();
        } finally {
            network.resume(orderer);
            network.resume("peer0.registry");
        }
        await().atMost(HANGING_MAX).until(() -> keeper.pending() == 0);
        await().atMost(WAIT_MAX).until(() -> keeper.away() == null);
        await().atMost(WAIT_MAX).until(() -> commits(keeper, market(registrar)));
    }

    private static boolean noPeer(@Nullable Exception away) {
        return away != null && String.valueOf(away.getMessage()).startsWith("No peer of this organization answers");
    }

    /** What is written to the log meanwhile. */
    private static String logged(Runnable doing) {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            doing.run();
        } finally {
            System.setErr(before);
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    private static boolean commits(Keeper keeper, Command command) {
        try {
            return keeper.submit(command) instanceof Outcome.Committed;
        } catch (LedgerException e) {
            return false;
        }
    }

    private static int markets(Keeper keeper) {
        try (Connection connection = keeper.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM read.transaction"
                        + " WHERE function = 'party:RegisterMarket' AND code = 0")) {
            result.next();
            return result.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Command market(Actor registrar) {
        return new Command(
                registrar,
                "party",
                "RegisterMarket",
                "{\"id\":\"" + UUID.randomUUID() + "\",\"occurredAt\":\""
                        + LedgerTime.ofEpochMilli(Instant.now().toEpochMilli()) + "\",\"market\":\""
                        + UUID.randomUUID().toString().replace("-", "") + "\",\"name\":\"浙南茶叶市场\","
                        + "\"mspId\":\"TradeMSP\"}");
    }
}
