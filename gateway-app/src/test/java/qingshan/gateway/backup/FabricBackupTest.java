package qingshan.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.fabric.Connection;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;

/** A home on Fabric is kept with how it reaches its network. */
class FabricBackupTest {
    private static final List<String> KEPT = List.of(
            "connection.json",
            "tls-roots.pem",
            "tls-client.pem",
            "wallet/TradeMSP/gateway.pem",
            "wallet/BankMSP/a.b-c.pem");

    @Test
    void what_a_home_knows_of_its_network_is_restored(@TempDir Path temp) throws IOException {
        Home home = Home.at(temp.resolve("home"));
        new Connection("qingshan", "qingshan", "TradeMSP", List.of("127.0.0.1:7211"), List.of("TradeMSP"), 1)
                .write(home);
        Path fabric = Connection.directory(home);
        for (String name : KEPT.subList(1, KEPT.size())) {
            Path file = fabric.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, "content of " + name);
        }
        Files.writeString(fabric.resolve("half-written_.new"), "left over");
        Path backup = temp.resolve("backup");
        try (Database database = TestPostgres.fresh()) {
            new Backup(home, database).write(backup, _ -> {});
        }
        Path restored = temp.resolve("restored");
        assertThat(new Restore(backup, _ -> {}).run(restored, Map.of())).isZero();
        for (String name : KEPT) {
            Path file = restored.resolve("fabric").resolve(name);
            assertThat(file).hasSameBinaryContentAs(fabric.resolve(name));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(restored.resolve("fabric").resolve("half-written_.new")).doesNotExist();
    }
}
