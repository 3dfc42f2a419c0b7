package qingshan.gateway.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static qingshan.gateway.ledger.Probe.command;
import static qingshan.gateway.ledger.Probe.query;
import static qingshan.gateway.ledger.Probe.saw;
import static qingshan.gateway.ledger.Probe.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.Threads;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.network.TestNetwork;

/** An organization with two peers: two organizations, one Raft orderer. */
class TwoPeersTest {
    private static final Duration BACK_MAX = Duration.ofMinutes(2);
    /** Far less than it takes until a connection to a peer that hangs ends by itself. */
    private static final Duration HANGING_MAX = Duration.ofSeconds(40);

    private static final int COMMANDS = 5;

    @Test
    void when_one_is_lost_the_other_carries_everything_and_each_is_used_again_when_it_is_back(@TempDir Path temp)
            throws IOException {
        TestNetwork.mustHavePrograms();
        try (TestNetwork network = TestNetwork.up(topology(temp));
                Database database = TestPostgres.fresh()) {
            Home home = network.home("RegistryMSP");
            assertThat(Connection.of(home).peers()).hasSize(2);
            Enroller enroller = network.enroller(home);
            Actor registrar = enroller.enroll("RegistryMSP", "registrar", Map.of("role", "registrar"));
            try (FabricLedger ledger = FabricLedger.open(home, database, enroller)) {
                ConcurrentLinkedQueue<Long> followed = new ConcurrentLinkedQueue<>();
                Thread follower = Thread.ofPlatform()
                        .start(() -> ledger.follow(
                                Position.START,
                                block -> followed.add(
                                        block.getBlock().getHeader().getNumber())));
                try {
                    works(ledger, registrar, followed);
                    // both are needed in turn, so each is used again; the second when the first hangs at last
                    for (int lost : List.of(0, 1)) {
                        String name = "peer" + lost + ".registry";
                        network.lose(name);
                        try {
                            // the chaincode of one that has just come back may still start
                            await().atMost(BACK_MAX)
                                    .ignoreExceptionsInstanceOf(LedgerException.class)
                                    .until(() -> put(ledger, registrar) instanceof Outcome.Committed);
                            works(ledger, registrar, followed);
                        } finally {
                            network.giveBack(name);
                        }
                        awaitBack(network, lost, ledger.height().block());
                    }
                    // the first is preferred again, and followed: then it hangs
                    network.pause("peer0.registry");
                    try {
                        await().atMost(HANGING_MAX)
                                .ignoreExceptionsInstanceOf(LedgerException.class)
                                .until(() -> put(ledger, registrar) instanceof Outcome.Committed);
                        works(ledger, registrar, followed, HANGING_MAX);
                    } finally {
                        network.resume("peer0.registry");
                    }
                } finally {
                    Threads.end(follower);
                }
            }
        }
    }

    /** Until it has what was done meanwhile. */
    private static void awaitBack(TestNetwork network, int peer, long height) throws IOException {
        Home home = network.home("RegistryMSP");
        Connection both = Connection.of(home);
        new Connection(
                        both.channel(),
                        both.chaincode(),
                        both.mspId(),
                        List.of(both.peers().get(peer)),
                        both.endorsers(),
                        both.endorsements())
                .write(home);
        try (FabricBlocks blocks = FabricBlocks.open(home, network.enroller(home))) {
            await().atMost(BACK_MAX)
                    .ignoreExceptionsInstanceOf(LedgerException.class)
                    .until(() -> blocks.height().block() >= height);
        }
    }

    private static Outcome put(FabricLedger ledger, Actor actor) {
        return ledger.submit(command(actor, step("put", "p" + UUID.randomUUID(), "1")));
    }

    /** Whatever is asked is done, and each block comes once. */
    private static void works(FabricLedger ledger, Actor actor, ConcurrentLinkedQueue<Long> followed) {
        works(ledger, actor, followed, BACK_MAX);
    }

    private static void works(
            FabricLedger ledger, Actor actor, ConcurrentLinkedQueue<Long> followed, Duration followedMax) {
        for (int i = 0; i < COMMANDS; i++) {
            String key = "p" + UUID.randomUUID();
            assertThat(ledger.submit(command(actor, step("put", key, "1")))).isInstanceOf(Outcome.Committed.class);
            assertThat(saw(ledger.read(query(actor, step("get", key))))).containsExactly("1");
        }
        assertThat(ledger.away()).isNull();
        long height = ledger.height().block();
        await().atMost(followedMax).until(() -> followed.contains(height));
        List<Long> all = LongStream.rangeClosed(0, height).boxed().toList();
        assertThat(followed.stream().limit(height + 1)).containsExactlyElementsOf(all);
    }

    private static String topology(Path temp) throws IOException {
        String small = Files.readString(Path.of("..", "network", "topologies", "small.json"));
        String first = "\"operationsPort\": 7112, \"chaincodePort\": 7113}";
        assertThat(small).contains(first);
        return Files.writeString(
                        temp.resolve("two-peers.json"),
                        small.replace(
                                first,
                                first + ", {\"name\": \"peer1\", \"host\": \"127.0.0.1\", \"port\": 7114,"
                                        + " \"operationsPort\": 7115, \"chaincodePort\": 7116}"))
                .toString();
    }
}
