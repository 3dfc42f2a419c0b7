package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hyperledger.fabric.contract.ContractRouter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.contracts.ChaincodeProcess;

class CodeTest {
    @Test
    void a_version_of_the_chaincode_runs_by_the_process_that_it_has(@TempDir Path directory) throws IOException {
        Code code = new Code("0123456789ab", directory, "qingshan_0123456789ab:id");
        Path lib = Files.createDirectory(directory.resolve("lib"));
        jar(lib.resolve("shim.jar"), ContractRouter.class);
        assertThat(code.command()).last().isEqualTo(ContractRouter.class.getName());
        jar(lib.resolve("contracts.jar"), ChaincodeProcess.class);
        assertThat(code.command()).last().isEqualTo(ChaincodeProcess.class.getName());
    }

    private static void jar(Path file, Class<?> type) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(type.getName().replace('.', '/') + ".class"));
            zip.closeEntry();
        }
    }
}
