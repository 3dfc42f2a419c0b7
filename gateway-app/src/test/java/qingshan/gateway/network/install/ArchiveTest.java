package qingshan.gateway.network.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final Set<Program> ALL = EnumSet.allOf(Program.class);

    @TempDir
    private Path directory;

    private Path bin;

    @BeforeEach
    void make() throws IOException {
        bin = Files.createDirectory(directory.resolve("bin"));
    }

    @Test
    void only_the_wanted_programs_are_taken_and_can_be_run() throws IOException {
        Set<Program> taken =
                unpack(Fixture.archive(Fixture.fabric()), EnumSet.of(Program.PEER, Program.FABRIC_CA_CLIENT));
        assertThat(taken).containsExactly(Program.PEER);
        assertThat(bin.toFile().list()).containsExactly("peer");
        assertThat(bin.resolve("peer")).hasContent(Fixture.good(Program.PEER));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bin.resolve("peer"))))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void one_that_is_cut_off_anywhere_is_told() throws IOException {
        byte[] whole = Fixture.archive(Fixture.fabric());
        for (int length : new int[] {whole.length - 1, whole.length - 9, whole.length / 2, 5}) {
            assertThat(failure(Arrays.copyOf(whole, length))).contains("archive.tar.gz is cut off");
        }
        assertThat(failure(new byte[0])).contains("archive.tar.gz is cut off");
    }

    @Test
    void one_that_was_altered_or_is_none_is_told() throws IOException {
        byte[] altered = Fixture.archive(Fixture.fabric());
        altered[altered.length / 2] ^= 1;
        assertThat(failure(altered)).contains("archive.tar.gz is damaged");
        assertThat(failure("<html>".getBytes(StandardCharsets.UTF_8))).contains("is damaged or no tar.gz archive");
    }

    @Test
    void one_that_leads_outside_is_refused() throws IOException {
        for (String name : new String[] {"../peer", "bin/../../peer", "/bin/peer", "bin/peer/../../.."}) {
            assertThat(failure(Fixture.archive(Map.of(name, "x")))).contains(name, "which leads out of the archive");
        }
        assertThat(failure(link("lib", "/etc", TarConstants.LF_SYMLINK))).contains("which leads out of the archive");
        assertThat(failure(link("bin/lib", "../../x", TarConstants.LF_SYMLINK))).contains("leads out of the archive");
        assertThat(failure(link("lib", "../x", TarConstants.LF_LINK))).contains("leads out of the archive");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("archive.tar.gz", "bin");
    }

    @Test
    void a_program_that_is_no_plain_file_or_there_twice_is_refused() throws IOException {
        assertThat(failure(link("bin/peer", "orderer", TarConstants.LF_SYMLINK)))
                .contains("no plain file");
        assertThat(failure(link("bin/peer", "bin/orderer", TarConstants.LF_LINK)))
                .contains("no plain file");
        assertThat(failure(Fixture.archive(Map.of("bin/peer/", "")))).contains("no plain file");
        assertThat(failure(Fixture.archive(Map.of("bin/peer", "a", "./bin/peer", "b"))))
                .contains("there twice");
    }

    @Test
    void one_that_is_too_large_is_refused() throws IOException {
        assertThat(failure(Fixture.archive(Map.of("a", "x".repeat(9 << 20))))).contains("more than 8388608 bytes");
        assertThat(failure(Fixture.archive(tar -> {
                    for (int i = 0; i < 51; i++) {
                        tar.putArchiveEntry(new TarArchiveEntry("a" + i));
                        tar.closeArchiveEntry();
                    }
                })))
                .contains("or 50 files");
    }

    private static byte[] link(String name, String target, byte kind) throws IOException {
        return Fixture.archive(tar -> {
            TarArchiveEntry entry = new TarArchiveEntry(name, kind);
            entry.setLinkName(target);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        });
    }

    private Set<Program> unpack(byte[] archive, Set<Program> wanted) throws IOException {
        Path file = directory.resolve("archive.tar.gz");
        Files.write(file, archive);
        return new Archive(file, Fixture.LIMITS).unpack(wanted, bin);
    }

    private String failure(byte[] archive) throws IOException {
        String said = catchThrowableOfType(InstallException.class, () -> unpack(archive, ALL))
                .getMessage();
        for (String file : String.valueOf(String.join(" ", bin.toFile().list())).split(" ", -1)) {
            Files.deleteIfExists(bin.resolve(file.isEmpty() ? "none" : file));
        }
        return said;
    }
}
