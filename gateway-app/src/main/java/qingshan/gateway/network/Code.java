package qingshan.gateway.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.hyperledger.fabric.contract.ContractRouter;
import qingshan.contracts.ChaincodeProcess;
import qingshan.contracts.Transactions;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Home;
import qingshan.rules.Decisions;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonObject;
import qingshan.rules.value.Digest;

/**
 * One version of the chaincode, kept with the network that runs it: its jars, and the package by which organizations approve
 * it. The version is the digest of the jars, and the package names it, so that the same code has the same package id
 * everywhere and other code another one.
 *
 * @param version the first 12 hexadecimal digits of the digest of all jars
 * @param directory where jars and package are
 * @param packageId by which peers know the package
 */
record Code(String version, Path directory, String packageId) {
    /** How the name of a version begins that is not kept whole yet. */
    static final String UNFINISHED = "new";

    private static final String LIBRARIES = "chaincode-libraries.txt";
    private static final String PACKAGE = "package.tar.gz";
    private static final int VERSION_DIGITS = 12;
    private static final String LABEL = "qingshan_";
    private static final Pattern PACKAGE_ID =
            Pattern.compile(LABEL + "([0-9a-f]{" + VERSION_DIGITS + "}):[0-9a-f]{64}");

    Path packageFile() {
        return directory.resolve(PACKAGE);
    }

    /** How a process that runs it is started. */
    List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                directory.resolve("lib") + "/*",
                has(ChaincodeProcess.class) ? ChaincodeProcess.class.getName() : ContractRouter.class.getName());
    }

    /** Whether it is among its jars: a network may still run a version from before there was such a class. */
    private boolean has(Class<?> type) {
        String entry = type.getName().replace('.', '/') + ".class";
        try (Stream<Path> jars = Files.list(directory.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                try (ZipFile zip = new ZipFile(jar.toFile())) {
                    if (zip.getEntry(entry) != null) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            throw NetworkException.of("code.absent", e, version, Trouble.of(e));
        }
    }

    /**
     * Keeps this program's own version of the chaincode with a network, unless it is kept already.
     *
     * @param more directories or jars with further contracts: a benchmark's, a test's
     */
    static Code keep(Place place, List<Path> more) {
        try {
            Path making = Files.createTempDirectory(Place.directory(place.path().resolve("code")), UNFINISHED);
            Path lib = Files.createDirectory(making.resolve("lib"));
            for (Path part : parts(more)) {
                put(part, lib);
            }
            String digest = digest(lib);
            String version = digest.substring(0, VERSION_DIGITS);
            Path directory = place.code(version);
            if (!Files.exists(directory)) {
                Files.write(making.resolve(PACKAGE), packed(version, digest));
                Files.move(making, directory);
            } else {
                Home.delete(making);
            }
            return of(place, version);
        } catch (IOException e) {
            throw NetworkException.of("code.unkept", e, Trouble.of(e));
        }
    }

    /** A version that is kept. */
    static Code of(Place place, String version) {
        Path directory = place.code(version);
        try {
            byte[] packed = Files.readAllBytes(directory.resolve(PACKAGE));
            if (!digest(directory.resolve("lib")).startsWith(version)) {
                throw NetworkException.of("code.altered", null, directory.resolve("lib"), version);
            }
            return new Code(
                    version, directory, label(version) + ":" + Digest.of(packed).value());
        } catch (IOException e) {
            throw NetworkException.of("code.absent", e, version, Trouble.of(e));
        }
    }

    private static String label(String version) {
        return LABEL + version;
    }

    /** The version in a package id, or in a text that has one; empty if there is none. */
    static String version(String text) {
        Matcher id = PACKAGE_ID.matcher(text);
        return id.find() ? id.group(1) : "";
    }

    /** The package: equal code, equal bytes, whenever and wherever it is made. */
    private static byte[] packed(String version, String digest) throws IOException {
        String connection = CanonicalJson.write(JsonObject.of("address", "CHAINCODE_ADDRESS")
                .with("dial_timeout", "10s")
                .with("tls_required", new JsonBoolean(false)));
        String metadata = CanonicalJson.write(JsonObject.of("type", "ccaas").with("label", label(version)));
        byte[] code = tarGz(new TreeMap<>(Map.of(
                "connection.json", connection.getBytes(StandardCharsets.UTF_8),
                "code.sha256", digest.getBytes(StandardCharsets.UTF_8))));
        return tarGz(
                new TreeMap<>(Map.of("code.tar.gz", code, "metadata.json", metadata.getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] tarGz(SortedMap<String, byte[]> files) throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setModificationInstant(Instant.EPOCH);
        parameters.setOperatingSystem(255);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes, parameters))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                entry.setModTime(0);
                entry.setIds(0, 0);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** The contracts, the rules, and the libraries that the build names, wherever this program has them. */
    private static List<Path> parts(List<Path> more) throws IOException {
        List<Path> parts = new ArrayList<>(List.of(home(Transactions.class), home(Decisions.class)));
        parts.addAll(more);
        String names;
        try (InputStream in = Transactions.class.getResourceAsStream("/" + LIBRARIES)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + LIBRARIES);
            }
            names = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        Map<String, Path> here = libraries();
        for (String path : names.split(":", -1)) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            Path jar = here.get(name);
            if (jar == null) {
                throw NetworkException.of("code.incomplete", null, name);
            }
            parts.add(jar);
        }
        return parts;
    }

    /** All jars of this program by name. */
    private static Map<String, Path> libraries() throws IOException {
        Map<String, Path> found = new TreeMap<>();
        for (URL url : Collections.list(Code.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
            String text = url.toString();
            if (text.startsWith("jar:file:")) {
                Path jar = Path.of(URI.create(text.substring("jar:".length(), text.indexOf("!/"))));
                found.put(String.valueOf(jar.getFileName()), jar);
            }
        }
        return found;
    }

    /** The jar or the directory that a class comes from. */
    private static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(Path part, Path lib) throws IOException {
        if (Files.isDirectory(part)) {
            Path module = part.getParent() == null ? part : part.getParent().getParent();
            String name = module == null ? "classes" : String.valueOf(module.getFileName());
            jar(part, lib.resolve(name + ".jar"));
        } else {
            Files.copy(part, lib.resolve(String.valueOf(part.getFileName())));
        }
    }

    private static void jar(Path classes, Path jar) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(classes)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path file : files) {
                ZipEntry entry = new ZipEntry(classes.relativize(file).toString());
                entry.setLastModifiedTime(FileTime.fromMillis(0));
                zip.putNextEntry(entry);
                zip.write(Files.readAllBytes(file));
                zip.closeEntry();
            }
        }
    }

    private static String digest(Path lib) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(lib)) {
            files.sorted().forEach(file -> {
                try {
                    all.append(file.getFileName())
                            .append(' ')
                            .append(Digest.of(Files.readAllBytes(file)).value())
                            .append('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return Digest.of(all.toString().getBytes(StandardCharsets.UTF_8)).value();
    }
}
