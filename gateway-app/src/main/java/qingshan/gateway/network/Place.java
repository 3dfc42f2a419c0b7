package qingshan.gateway.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.FileMutex;
import qingshan.gateway.home.Home;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;

/**
 * Where everything of one network lies: what organizations keep (their keys too) below {@code orgs}, each for itself; what
 * they share in {@code channel}; what runs in {@code run} and {@code logs}.
 *
 * @param path the network's own directory, readable by its owner only
 */
public record Place(Path path) {
    /** What a node knows of the ledger, below its own directory. */
    static final String DATA = "data";

    private static final Duration POLL = Duration.ofMillis(50);

    /** That of a network by name, in a home. */
    static Place of(Home home, String network) {
        return new Place(home.path().resolve("network").resolve(network));
    }

    /** That of a network that a home has; a name of another form is none. */
    static Optional<Place> existing(Home home, String network) {
        return Optional.of(network)
                .filter(Topology::isName)
                .map(name -> new Place(home.path().resolve("network").resolve(name)))
                .filter(place -> Files.exists(place.topology()));
    }

    Path topology() {
        return path.resolve("topology.json");
    }

    Path organization(String organization) {
        return path.resolve("orgs").resolve(organization);
    }

    /** Of a peer or an orderer: its certificates, its configuration, its data. */
    Path node(String organization, String node) {
        return organization(organization).resolve("nodes").resolve(node);
    }

    Path ca(String organization) {
        return organization(organization).resolve("ca");
    }

    /** The root certificate that an organization's identities go back to. */
    Path root(String organization) {
        return ca(organization).resolve("ca-cert.pem");
    }

    /** The root certificate that an organization's TLS certificates go back to. */
    Path tlsRoot(String organization) {
        return ca(organization).resolve("tlsca").resolve("ca-cert.pem");
    }

    /** Those of all organizations. */
    List<Path> tlsRoots(Topology topology) {
        return topology.organizations().stream()
                .map(organization -> tlsRoot(organization.name()))
                .toList();
    }

    /** What others know of an organization: its roots and its revoked certificates. */
    Path msp(String organization) {
        return organization(organization).resolve("msp");
    }

    /** The identity by which an organization's own operator changes what is the organization's. */
    Path admin(String organization) {
        return organization(organization).resolve("admin");
    }

    /** The identity that lets its CA enrol others. */
    Path registrar(String organization) {
        return organization(organization).resolve("registrar");
    }

    /** The certificates that an organization's CA has revoked by now, if any. */
    Path revoked(String organization) {
        return registrar(organization).resolve("revoked.pem");
    }

    Path channel() {
        return path.resolve("channel");
    }

    Path genesis() {
        return channel().resolve("genesis.block");
    }

    /** Jars and package of one version of the chaincode. */
    Path code(String version) {
        return path.resolve("code").resolve(version);
    }

    Path builder() {
        return path.resolve("builder");
    }

    /** There once all of the network was up. */
    Path whole() {
        return path.resolve("whole");
    }

    /** The name, beside the network's directory, of what a restore makes. */
    String restoring(String what) {
        return path.getFileName() + ".restore-" + what;
    }

    /** Commands that change a network come one after another; those that end it may come at any time. */
    FileMutex alone(String network) {
        return alone(network, Duration.ZERO);
    }

    /**
     * As {@link #alone(String)}, for who waits for another command.
     *
     * @param max how long
     */
    FileMutex alone(String network, Duration max) {
        long deadline = System.nanoTime() + max.toNanos();
        Optional<FileMutex> mutex = tryAlone();
        while (mutex.isEmpty()
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(POLL.toNanos());
            mutex = tryAlone();
        }
        return mutex.orElseThrow(() -> NetworkException.of("busy", null, network));
    }

    /** The directory may have gone with a network that was reset meanwhile. */
    private Optional<FileMutex> tryAlone() {
        Home.at(path);
        return FileMutex.tryTake(directory(run()).resolve("command.lock"));
    }

    /** Removes all of it, and last what keeps other commands out meanwhile. */
    void delete() {
        try (Stream<Path> all = Files.list(path)) {
            all.filter(one -> !one.equals(run())).forEach(Place::delete);
        } catch (IOException e) {
            throw unwritten(path, e);
        }
        delete(path);
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path run() {
        return path.resolve("run");
    }

    /** Makes a directory with those above it. */
    static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw unwritten(path, e);
        }
    }

    /** Writes a file whole or not at all, readable by its owner only. */
    static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(parent(file));
            Home.writeSecret(file, content);
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    static void write(Path file, String content) {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw NetworkException.of("file.unread", e, file, Trouble.of(e));
        }
    }

    /**
     * A record that this program keeps in a file.
     *
     * @throws NetworkException that names what is in the way, if the file is damaged or of another version
     */
    static <T> T read(Path file, Class<T> type) {
        try {
            return Records.read(JsonParser.object(read(file)), type);
        } catch (Refusal refusal) {
            throw NetworkException.of(
                    "file.wrong",
                    refusal,
                    file,
                    String.valueOf(refusal.detail().text("field")),
                    String.valueOf(refusal.detail().text("problem")));
        }
    }

    /** Removes a directory with all that is in it, if it is there. */
    static void delete(Path directory) {
        try {
            Home.delete(directory);
        } catch (IOException e) {
            throw unwritten(directory, e);
        }
    }

    static void copy(Path from, Path to) {
        try {
            Files.createDirectories(parent(to));
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritten(to, e);
        }
    }

    static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritten(to, e);
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("no file: " + file);
        }
        return parent;
    }

    private static NetworkException unwritten(Path path, IOException e) {
        return NetworkException.of("file.unwritten", e, path, Trouble.of(e));
    }
}
