package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.network.install.InstallException;
import qingshan.gateway.network.install.Programs;
import qingshan.rules.json.Records;

/** What broke off, or cannot go on, is finished by the next start, and told until then. */
class HalfDoneTest {
    private static final Duration MAX = Duration.ofSeconds(60);
    private static final int KILLS = 5;
    /** A first start takes some ten seconds. */
    private static final int KILL_MILLIS_MAX = 9_000;

    @TempDir
    private Path directory;

    @BeforeEach
    void programs() {
        TestNetwork.mustHavePrograms();
    }

    /** Begins to bring up the network of a directory, for as long as another process lives. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        ProcessHandle owner = ProcessHandle.of(Long.parseLong(arguments[2])).orElseThrow();
        Network.at(directory, Topologies.of(arguments[1]), System.getenv()).up(owner, List.of());
    }

    @Test
    void a_start_that_is_killed_at_any_moment_is_finished_by_the_next() throws IOException, InterruptedException {
        long seed = Long.getLong("qingshan.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Topology topology = TestNetwork.elsewhere(Topologies.of("small"));
        Path file = directory.resolve("topology.json");
        Place.write(file, Records.bytes(topology, Topology.class));
        Path home = directory.resolve("network");
        for (int kill = 0; kill < KILLS; kill++) {
            Process start = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            HalfDoneTest.class.getName(),
                            home.toString(),
                            file.toString(),
                            Long.toString(ProcessHandle.current().pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("said-" + kill).toFile())
                    .start();
            start.waitFor(500 + random.nextInt(KILL_MILLIS_MAX), TimeUnit.MILLISECONDS);
            if (kill == 0) { // told to end, as by Ctrl-C
                start.destroy();
                start.waitFor();
                assertThat(NetworkProcesses.of(home)).isEmpty();
            }
            start.destroyForcibly().waitFor();
        }
        Network network = Network.at(home, topology, System.getenv());
        try {
            network.up(ProcessHandle.current(), List.of());
            assertThat(network.isUp()).isTrue();
            assertThat(network.status()).hasSize(7).allMatch(ProcessStatus::runs);
            assertThat(network.otherCode()).isEmpty();
        } finally {
            network.down();
        }
        assertThat(NetworkProcesses.of(home)).isEmpty();
    }

    @Test
    void a_network_is_told_about_and_ended_by_whoever_has_it() throws IOException {
        try (TestNetwork network = TestNetwork.up("small")) {
            String chaincode = NetworkProcesses.chaincodeOf("peer0.trade");
            assertThat(network.network().otherCode()).isEmpty();
            new NetworkProcesses(network)
                    .otherwise(
                            chaincode,
                            List.of("CORE_CHAINCODE_ID_NAME=qingshan_0123456789ab:" + "0".repeat(64)),
                            command -> command,
                            () -> assertThat(network.network().otherCode())
                                    .singleElement()
                                    .satisfies(other -> {
                                        assertThat(other.peer()).isEqualTo("peer0.trade");
                                        assertThat(other.runs()).isEqualTo("0123456789ab");
                                        assertThat(other.approved()).isEqualTo(other.inForce());
                                    }));
            assertThat(network.network().otherCode()).isEmpty();

            // an organization that was written down, and not taken in
            Topology grown = network.topology().with(new Newcomer("bank", null, null).in(network.topology()));
            Place.directory(network.place().organization("bank"));
            Place.write(network.place().topology(), Records.bytes(grown, Topology.class));
            Network then = network.at(grown, InstantSource.system(), Listener.SILENT);
            then.up(ProcessHandle.current(), network.contracts());
            assertThat(then.status()).hasSize(10).allMatch(ProcessStatus::runs);
            await().atMost(MAX).until(() -> blocks(then, "peer0.bank") == blocks(then, "peer0.trade"));

            Network without = new Network(
                    grown,
                    network.place(),
                    () -> Programs.find(Map.of("XDG_CACHE_HOME", directory.toString())),
                    InstantSource.system(),
                    Listener.SILENT);
            assertThat(without.status()).hasSize(10).allMatch(ProcessStatus::runs);
            assertThat(without.firstToEnd()).isPresent();
            assertThat(without.logs().files()).containsKey("peer0.trade");
            assertThat(without.down()).isTrue();
            assertThatThrownBy(() -> without.up(ProcessHandle.current(), List.of()))
                    .isInstanceOf(InstallException.class);
            assertThat(without.isUp()).isFalse();
        }
    }

    private static long blocks(Network network, String peer) {
        return network.status().stream()
                .filter(one -> one.service().equals(peer))
                .mapToLong(ProcessStatus::blocks)
                .findFirst()
                .orElseThrow();
    }
}
