package qingshan.gateway.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.LedgerKind;
import qingshan.gateway.ledger.LedgerException;

/** What a home says of its network is read strictly. */
class ConnectionTest {
    private static final Connection COUNTY = new Connection(
            "qingshan",
            "qingshan",
            "TradeMSP",
            List.of("127.0.0.1:7211", "127.0.0.1:7221"),
            List.of("TradeMSP", "RegistryMSP", "AuditorMSP"),
            2);

    @TempDir
    private Path directory = Path.of("");

    private Home home = new Home(directory);

    @BeforeEach
    void open() {
        home = Home.at(directory.resolve("home"));
    }

    @Test
    void what_was_written_is_read() throws IOException {
        assertThat(LedgerKind.of(home)).isEqualTo(LedgerKind.EMBEDDED);
        COUNTY.write(home);
        assertThat(Connection.of(home)).isEqualTo(COUNTY);
        assertThat(LedgerKind.of(home)).isEqualTo(LedgerKind.FABRIC);
    }

    @Test
    void what_is_not_as_it_must_be_is_told() throws IOException {
        COUNTY.write(home);
        Path file = Connection.directory(home).resolve("connection.json");
        String right = Files.readString(file);
        Map<String, String> wrong = Map.of(
                right.replace("127.0.0.1:7221", "127.0.0.1:7211"),
                "peers names one twice",
                right.replace("127.0.0.1:7221", "7221"),
                "peers must be",
                right.replace("\"endorsements\":2", "\"endorsements\":4"),
                "endorsements must be",
                right.replace("\"endorsements\":2", "\"endorsements\":2,\"colour\":\"green\""),
                "colour",
                right.replace("AuditorMSP", "TradeMSP"),
                "endorsers must be",
                "{",
                "is not as it must be");
        for (Map.Entry<String, String> one : wrong.entrySet()) {
            Files.writeString(file, one.getKey());
            assertThatThrownBy(() -> Connection.of(home))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining(one.getValue());
        }
    }

    @Test
    void a_home_keeps_the_ledger_that_it_has() throws IOException {
        LedgerKind.FABRIC.mustSuit(home);
        LedgerKind.EMBEDDED.mustSuit(home);
        Files.writeString(home.directory("msp").resolve("OrdererMSP.ca.pem"), "");
        assertThatThrownBy(() -> LedgerKind.FABRIC.mustSuit(home)).hasMessageContaining("embedded ledger already");
        COUNTY.write(home);
        assertThatThrownBy(() -> LedgerKind.EMBEDDED.mustSuit(home)).hasMessageContaining("on Fabric already");
        LedgerKind.FABRIC.mustSuit(home);
    }
}
