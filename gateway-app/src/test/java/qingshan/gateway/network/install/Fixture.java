package qingshan.gateway.network.install;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import qingshan.gateway.Explained;

/** Archives of small scripts, for tests whose subject is how programs are found and brought, not what these do. */
final class Fixture {
    static final String FABRIC = Release.pinned().getFirst().archive();
    static final String CA = Release.pinned().getLast().archive();
    /** What an accepted program shows that names no version. */
    static final String SIGNS = """
            echo '--inspect --config-update-envelope --idemix.curve'
            echo '[DEPRECATED] The path to write a channel creation'
            # hyperledger-labs/SmartBFT
            """;

    private Fixture() {}

    /** Small bounds, but for what a busy machine needs to answer at all. */
    static Limits limits(Duration answerMax, Duration silenceMax) {
        return new Limits(answerMax, silenceMax, Duration.ofMinutes(1), 20, 3, 4 << 20, 8 << 20, 50);
    }

    static final Limits LIMITS = limits(Duration.ofSeconds(20), Duration.ofSeconds(20));

    static String says(String version) {
        return "#!/bin/sh\necho ' Version: " + version + "'\n";
    }

    /** A script that is accepted in place of this program. */
    static String good(Program program) {
        boolean ca = program.file().startsWith("fabric-ca");
        return says(ca ? "1.5.21" : "v3.1.5") + (program == Program.OSNADMIN ? SIGNS : "");
    }

    /** The entries of Fabric's archive, with something that does not shrink, so that it has a middle. */
    static Map<String, String> fabric() {
        Map<String, String> entries = entries(Release.pinned().getFirst());
        byte[] noise = new byte[400_000];
        new Random(5).nextBytes(noise);
        entries.put("config/core.yaml", HexFormat.of().formatHex(noise));
        entries.put("builders/ccaas/bin/build", "#!/bin/sh\n");
        return entries;
    }

    static Map<String, String> ca() {
        return entries(Release.pinned().getLast());
    }

    private static Map<String, String> entries(Release release) {
        Map<String, String> entries = new LinkedHashMap<>();
        release.programs().forEach(program -> entries.put("bin/" + program.file(), good(program)));
        return entries;
    }

    static byte[] archive(Map<String, String> entries) throws IOException {
        return archive(tar -> {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                byte[] bytes = entry.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry header = new TarArchiveEntry(entry.getKey(), true);
                header.setSize(bytes.length);
                tar.putArchiveEntry(header);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        });
    }

    /** Fills an archive. */
    interface Filling {
        void fill(TarArchiveOutputStream tar) throws IOException;
    }

    static byte[] archive(Filling filling) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bytes);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(zip)) {
            filling.fill(tar);
        }
        return bytes.toByteArray();
    }

    static Path program(Path directory, Program program, String script) throws IOException {
        Path file = Files.createDirectories(directory).resolve(program.file());
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    /** All programs, each accepted. */
    static void programs(Path directory) throws IOException {
        for (Program program : Program.values()) {
            program(directory, program, good(program));
        }
    }

    /** Keeps what is said. */
    static class Heard implements Watcher {
        private final List<Explained> said = new CopyOnWriteArrayList<>();
        private final List<String> progress = new CopyOnWriteArrayList<>();

        @Override
        public void say(Explained sentence) {
            said.add(sentence);
        }

        @Override
        public void progress(Supplier<Explained> line) {
            progress.add(line.get().sentence(Locale.ENGLISH));
        }

        List<String> said() {
            List<String> sentences = new ArrayList<>();
            said.forEach(sentence -> sentences.add(sentence.sentence(Locale.ENGLISH)));
            return sentences;
        }

        List<String> progress() {
            return progress;
        }
    }
}
