package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topologies that come with the program are right, and what is wrong in others is named. */
class TopologyTest {
    @TempDir
    private Path temp;

    private Topology changed(String what, String into) throws IOException {
        String county = Files.readString(Path.of("..", "network", "topologies", "county.json"));
        assertThat(county).contains(what);
        return Topologies.of(Files.writeString(temp.resolve("t.json"), county.replace(what, into))
                .toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "county"})
    void what_comes_with_the_program_is_right(String name) {
        Topology topology = Topologies.of(name);
        assertThat(topology.name()).isEqualTo(name);
        assertThat(topology.organizations())
                .allSatisfy(organization -> assertThat(organization.peers()).isNotEmpty());
    }

    @Test
    void of_the_county_any_one_organization_may_fail_or_lie() {
        Topology county = Topologies.of("county");
        assertThat(county.consensus()).isEqualTo(Topology.Consensus.BFT);
        assertThat(county.organizations())
                .hasSize(4)
                .allSatisfy(organization -> assertThat(organization.orderers()).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "mspId": "BankMSP"    | "mspId": "TradeMSP"   | organizations have the mspId TradeMSP twice
            "name": "bank"        | "name": "trade"       | organizations have the name trade twice
            "name": "bank"        | "name": "../bank"     | organizations[2].name is not of the form
            "port": 7201          | "port": 80            | organizations[1].ca.port is not from 1024
            "port": 7201          | "port": "7201"        | organizations[1].ca.port
            "port": 7201          | "prot": 7201          | organizations[1].ca
            "messages": 100       | "messages": 0         | batch.messages is not from 1
            "bytes": 10485760     | "bytes": 1024         | batch.bytes is not from 2097152
            "consensus": "bft"    | "consensus": "pbft"   | consensus
            "channel": "qingshan" | "channel": "Qing/.."  | channel is not of the form
            """)
    void what_is_wrong_is_named(String what, String into, String named) {
        assertThatThrownBy(() -> changed(what, into))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "127.0.0.1", "port": 7201  | "127.0.0.1", "port": 7101 | ca.registry port (127.0.0.1:7101)      | ca.trade port (127.0.0.1:7101)
            "127.0.0.1", "port": 7201  | "localhost", "port": 7101 | ca.registry port (127.0.0.1:7101)      | ca.trade port (localhost:7101)
            "127.0.0.1", "port": 7201  | "127.0.0.2", "port": 7101 | ca.registry port (127.0.0.1:7101)      | ca.trade port (127.0.0.2:7101)
            "127.0.0.1", "port": 7201  | "0.0.0.0", "port": 7101   | ca.registry port (127.0.0.1:7101)      | ca.trade port (0.0.0.0:7101)
            "127.0.0.1", "port": 7201  | "LocalHost", "port": 7213 | ca.trade port (LocalHost:7213)         | peer0.trade chaincodePort (127.0.0.1:7213)
            "operationsPort": 7222     | "operationsPort": 7423    | orderer0.trade operationsPort          | orderer0.auditor adminPort
            "chaincodePort": 7213      | "chaincodePort": 7211     | peer0.trade port (127.0.0.1:7211)      | peer0.trade chaincodePort
            """)
    void two_that_would_listen_at_one_place_are_both_named(String what, String into, String one, String other) {
        String where = what.startsWith("\"127") ? "\"host\": " : "";
        assertThatThrownBy(() -> changed(where + what, where + into))
                .isInstanceOfSatisfying(NetworkException.class, failure -> {
                    assertThat(failure.sentence(Locale.ENGLISH)).contains(one, other, "Choose another port");
                    assertThat(failure.sentence(Locale.CHINESE)).contains(one, other, "改用其他端口");
                });
    }

    @Test
    void one_port_on_two_machines_is_no_harm() throws IOException {
        Topology topology =
                changed("\"host\": \"127.0.0.1\", \"port\": 7201", "\"host\": \"192.0.2.7\", \"port\": 7101");
        assertThat(topology.organizations()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"peer0, ca", "peer0, operator", "orderer0, chaincode"})
    void no_node_has_the_name_of_another_part_of_its_organization(String name, String taken) {
        assertThatThrownBy(() -> changed("\"name\": \"" + name, "\"name\": \"" + taken))
                .isInstanceOfSatisfying(NetworkException.class, failure -> {
                    assertThat(failure.sentence(Locale.ENGLISH)).contains("a node of registry " + taken, "otherwise");
                    assertThat(failure.sentence(Locale.CHINESE)).contains("registry", taken, "改用其他名称");
                });
    }

    @Test
    void one_that_has_grown_is_told_from_another_one() {
        Topology county = Topologies.of("county");
        Topology grown = county.with(new Newcomer("bank2", null, null).in(county));
        assertThat(grown.hasGrownFrom(county)).isTrue();
        assertThat(county.hasGrownFrom(county)).isTrue();
        assertThat(county.hasGrownFrom(grown)).isFalse();
        assertThat(grown.shifted(1).hasGrownFrom(county)).isFalse();
        assertThat(grown.hasGrownFrom(Topologies.of("small"))).isFalse();
        Topology slower = new Topology(
                county.name(),
                county.channel(),
                county.consensus(),
                new Topology.Batch(200, 100, 1024, 1024),
                county.certificateHours(),
                county.organizations());
        assertThat(grown.hasGrownFrom(slower)).isFalse();
    }

    @Test
    void where_nobody_can_endorse_no_network_is_made() throws IOException {
        String small = Files.readString(Path.of("..", "network", "topologies", "small.json"));
        String file = Files.writeString(
                        temp.resolve("strangers.json"),
                        small.replace("RegistryMSP", "FirstMSP").replace("TradeMSP", "OtherMSP"))
                .toString();
        assertThatThrownBy(() -> Topologies.of(file)).isInstanceOfSatisfying(NetworkException.class, failure -> {
            assertThat(failure.sentence(Locale.ENGLISH)).contains(file, "TradeMSP, RegistryMSP, AuditorMSP");
            assertThat(failure.sentence(Locale.CHINESE)).contains(file, "TradeMSP, RegistryMSP, AuditorMSP");
        });
    }

    @Test
    void where_one_organization_could_endorse_alone_no_network_is_made() throws IOException {
        String small = Files.readString(Path.of("..", "network", "topologies", "small.json"));
        Path file = Files.writeString(temp.resolve("alone.json"), small.replace("TradeMSP", "OtherMSP"));
        assertThatThrownBy(() -> Topologies.of(file.toString()))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("fewer than two organizations could endorse");
    }

    @Test
    void who_answers_for_something_has_a_peer() throws IOException {
        String county = Files.readString(Path.of("..", "network", "topologies", "county.json"));
        String without = Pattern.compile("(\"TradeMSP\".*?\"peers\": \\[).*?]", Pattern.DOTALL)
                .matcher(county)
                .replaceFirst("$1]");
        assertThat(without).isNotEqualTo(county);
        Path file = Files.writeString(temp.resolve("without.json"), without);
        assertThatThrownBy(() -> Topologies.of(file.toString()))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("TradeMSP has no peer");
    }

    @Test
    void three_orderers_cannot_bear_one_that_lies() {
        String last = "{\"name\": \"orderer0\", \"host\": \"127.0.0.1\", \"port\": 7421, \"operationsPort\": 7422,"
                + " \"adminPort\": 7423}";
        assertThatThrownBy(() -> changed(last, ""))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("consensus needs 4 orderers");
    }

    @Test
    void a_peer_and_an_orderer_of_an_organization_have_names_of_their_own() {
        assertThatThrownBy(() -> changed("\"name\": \"orderer0\"", "\"name\": \"peer0\""))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("peers and orderers have the name peer0 twice");
    }

    @Test
    void what_is_no_topology_is_said_in_both_languages() throws IOException {
        for (String none : new String[] {"nowhere", temp.toString()}) {
            assertThatThrownBy(() -> Topologies.of(none)).isInstanceOfSatisfying(NetworkException.class, failure -> {
                assertThat(failure.sentence(Locale.ENGLISH)).contains(none, "small, county");
                assertThat(failure.sentence(Locale.CHINESE)).contains(none, "拓扑");
            });
        }
        Path text = Files.writeString(temp.resolve("text"), "small");
        assertThatThrownBy(() -> Topologies.of(text.toString())).hasMessageContaining("MALFORMED_JSON");
    }
}
