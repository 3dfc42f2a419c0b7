package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
            "port": 7201          | "port": 7101          | organizations have 127.0.0.1:7101 twice
            "chaincodePort": 7213 | "chaincodePort": 7211 | organizations have 127.0.0.1:7211 twice
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
