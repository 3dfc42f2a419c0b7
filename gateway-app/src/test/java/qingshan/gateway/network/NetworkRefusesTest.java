package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.embedded.Identities;
import qingshan.gateway.home.Home;
import qingshan.gateway.network.install.Programs;
import qingshan.rules.json.Records;

/** What cannot be brought up is told before anything is started. */
class NetworkRefusesTest {
    @TempDir
    private Path directory;

    private Topology topology;

    @BeforeEach
    void a_topology_on_free_ports() {
        TestNetwork.mustHavePrograms();
        topology = TestNetwork.elsewhere(Topologies.of("small"));
    }

    @Test
    void a_port_that_another_program_has() throws IOException {
        int taken = topology.organizations().getLast().peers().getFirst().chaincodePort();
        try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            refused(topology, "127.0.0.1:" + taken, "chaincode.peer0.trade");
        }
    }

    @Test
    void a_host_that_is_another_machine() {
        Topology.Organization first = topology.organizations().getFirst();
        Topology.Ca far =
                new Topology.Ca("192.0.2.7", first.ca().port(), first.ca().operationsPort());
        refused(
                with(new Topology.Organization(first.name(), first.mspId(), far, first.peers(), first.orderers())),
                "192.0.2.7",
                "not this machine");
    }

    @Test
    void another_topology_under_the_name_of_a_network_that_was_made() {
        Place.write(new Place(directory).topology(), Records.bytes(topology.shifted(1), Topology.class));
        refused(topology, "another topology", "reset small");
    }

    @Test
    void what_takes_a_network_that_is_up() {
        Network network = Network.at(directory, topology, System.getenv());
        assertThatThrownBy(() -> network.upgrade(List.of())).hasMessageContaining("network up small");
        assertThatThrownBy(() -> network.revoke("trade", "clerk")).hasMessageContaining("network up small");
        assertThatThrownBy(() -> network.add(new Newcomer("bank", null, null)))
                .hasMessageContaining("network up small");
        assertThat(network.status()).isEmpty();
        assertThat(network.down()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca_registrar", "org_operator", "node_peer0", "", " "})
    void what_is_the_networks_own_is_not_revoked(String name) {
        Network network = Network.at(directory, topology, System.getenv());
        assertThatThrownBy(() -> network.revoke("trade", name)).hasMessageContaining("no name of somebody who submits");
    }

    @Test
    void what_no_channel_can_agree_to_any_more() throws IOException {
        topology = TestNetwork.elsewhere(Topologies.of("county"));
        Member orderer = Member.of(topology, topology.organizations().getLast(), new Place(directory)).stream()
                .filter(Member::named)
                .findFirst()
                .orElseThrow();
        Home elsewhere = Home.at(directory.resolve("elsewhere"));
        new Identities(elsewhere, InstantSource.system()).enroll("AuditorMSP", "orderer", Map.of());
        Place.write(
                orderer.node().certificate(),
                Files.readString(elsewhere.directory("msp").resolve("AuditorMSP.orderer.pem")));
        Instant end = Expiry.read(orderer.node().certificate()).getNotAfter().toInstant();
        Network later = new Network(
                topology,
                new Place(directory),
                () -> Programs.find(System.getenv()),
                InstantSource.fixed(end.plusSeconds(1)),
                Listener.SILENT);
        assertThatThrownBy(() -> later.up(ProcessHandle.current(), List.of()))
                .hasMessageContainingAll("orderer0.auditor has ended", "Nothing was stopped");
        assertThat(later.isUp()).isFalse();
    }

    @Test
    void a_first_start_that_fails_leaves_no_process_behind() {
        Path inTheWay = new Place(directory).channel();
        Place.write(inTheWay, "no directory");
        refused(topology, inTheWay.toString());
        assertThat(NetworkProcesses.of(directory)).isEmpty();
        assertThat(new Place(directory).root("trade")).as("it went so far").exists();
    }

    @Test
    void of_a_network_that_was_never_up_nothing_is_kept() {
        Path file = directory.resolve("kept");
        Network network = Network.at(directory, topology, System.getenv());
        assertThatThrownBy(() -> network.backUp("trade", file, _ -> {}))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("is not up. Start it with");
        assertThat(file).doesNotExist();
        assertThat(new Place(directory).run()).doesNotExist();
    }

    private Topology with(Topology.Organization first) {
        return new Topology(
                topology.name(),
                topology.channel(),
                topology.consensus(),
                topology.batch(),
                topology.certificateHours(),
                List.of(first, topology.organizations().getLast()));
    }

    private void refused(Topology wanted, String... said) {
        Network network = Network.at(directory, wanted, System.getenv());
        assertThatThrownBy(() -> network.up(ProcessHandle.current(), List.of()))
                .isInstanceOf(NetworkException.class)
                .hasMessageContainingAll(said);
        assertThat(network.isUp()).isFalse();
        assertThat(Running.read(new Place(directory)).processes()).isEmpty();
    }
}
