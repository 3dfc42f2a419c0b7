package qingshan.gateway.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import qingshan.gateway.Trouble;

/**
 * The PostgreSQL that lives in a home: made once, started when a command needs it, found again when it runs, stopped by
 * whoever leaves last. It listens on loopback only, on a port of its own choice, and asks for a password that lies in the
 * home. Callers hold {@link #lock()} around what they do.
 */
final class Postgres {

    static final String USER = "qingshan";
    private static final String HALF_MADE = "data.new";

    private static final long LOG_BYTES_MAX = 16L * 1024 * 1024;
    /** A start replays what a crash left behind; with {@code max_wal_size} as it is, that takes seconds, not minutes. */
    private static final Duration START_MAX = Duration.ofMinutes(2);

    private static final Duration ORPHANS_MAX = Duration.ofSeconds(20);

    /** A server that starts says so in its file all the time; one that does not for so long was killed. */
    private static final Duration GONE_AFTER = Duration.ofSeconds(5);

    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(2);

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=100",
            "shared_buffers=256MB",
            "max_wal_size=2GB",
            "checkpoint_timeout=15min",
            "random_page_cost=1.1",
            "jit=off",
            // the password is 256 random bits: nobody can guess it, however quickly a guess is tried
            "scram_iterations=1",
            "io_method=sync",
            "timezone=UTC",
            "log_timezone=UTC");

    /** What its programs say last. They speak English, whatever the locale. */
    private static final Pattern GIVES_UP =
            Pattern.compile("FATAL:|PANIC:|aborting startup|^postgres: ", Pattern.MULTILINE);

    /**
     * Children of a killed server go within moments; a killed command's own start may come first after all; and a port may
     * have been taken meanwhile.
     */
    private static final Pattern PASSES =
            Pattern.compile("shared memory block|lock file .* already exists|Address already in use");

    /** From a reason to what tells it; the first one that does counts. */
    private static final Map<String, Pattern> REASONS = reasons();

    private final Home home;
    private final Path directory;
    private final Path data;
    private final Path log;
    private final Path passwordFile;
    private final Map<String, String> environment;

    Postgres(Home home, Map<String, String> environment) {
        this.home = home;
        this.directory = home.directory("postgres");
        this.data = directory.resolve("data");
        this.log = directory.resolve("log");
        this.passwordFile = directory.resolve("password");
        this.environment = environment;
    }

    private static Map<String, Pattern> reasons() {
        Map<String, Pattern> reasons = new LinkedHashMap<>();
        reasons.put("full", Pattern.compile("No space left on device|Disk quota exceeded|File too large"));
        reasons.put("version", Pattern.compile("incompatible with server"));
        reasons.put("denied", Pattern.compile("Permission denied|wrong ownership|invalid permissions"));
        reasons.put("port", Pattern.compile("could not (bind|create any TCP/IP sockets)|Address already in use"));
        reasons.put("memory", Pattern.compile("Cannot allocate memory|out of memory"));
        reasons.put(
                "damaged",
                Pattern.compile(
                        "PANIC:|not a database cluster|could not (find|open|read|access|locate)|invalid (data|page)"
                                + "|bogus data|checksum|corrupt|does not exist|aborting startup"));
        return reasons;
    }

    FileMutex lock() {
        return FileMutex.take(directory.resolve("lock"));
    }

    /** One more command uses the server. */
    void enter() {
        Presence.enter(directory.resolve("users"));
    }

    /** One less; true if that was the last one. */
    boolean leave() {
        return Presence.leave(directory.resolve("users"));
    }

    String password() {
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw HomeException.of("password", e, passwordFile, Trouble.of(e));
        }
    }

    /** Whether the server stays when the last command has gone. */
    boolean stays() {
        return Files.exists(stayFile());
    }

    void stay(boolean stay) {
        try {
            if (stay) {
                Files.writeString(stayFile(), "");
            } else {
                Files.deleteIfExists(stayFile());
            }
        } catch (IOException e) {
            throw HomeException.of("use", e, stayFile(), Trouble.of(e));
        }
    }

    /** The port of the running server, which is made and started if need be. */
    int running() {
        Optional<PostmasterFile> found = alive();
        if (found.isPresent() && found.get().status().equals(PostmasterFile.STOPPING)) {
            stop();
        } else if (found.isPresent()) {
            Optional<Integer> port = ready(size(log));
            if (port.isPresent()) {
                return port.get();
            }
        }
        Program program = Program.find(environment);
        deleteHalfMade();
        if (!Files.isDirectory(data)) {
            create(program);
        }
        program.own(data);
        PostmasterFile.read(data).ifPresent(file -> file.disown(data));
        return start(program);
    }

    /**
     * Stops the server; its clients are cut off. PostgreSQL 18 can hang when it is asked to stop while it repairs itself
     * after a crash; then it is stopped at once, which loses nothing: the next start replays its log.
     */
    void stop() {
        stop(List.of("fast", "immediate"));
    }

    /** Stops a server that repairs itself, or does not say what it does. */
    void stopAtOnce() {
        stop(List.of("immediate"));
    }

    private void stop(List<String> modes) {
        Program program = Program.find(environment);
        for (String mode : modes) {
            program.run(log, "pg_ctl", List.of("-D", data.toString(), "-s", "-W", "-m", mode, "stop"));
            long deadline = System.nanoTime() + STOP_MAX.toNanos();
            while (System.nanoTime() < deadline) {
                if (alive().isEmpty()) {
                    return;
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
        throw HomeException.of("stop", null, data, log);
    }

    private Optional<PostmasterFile> alive() {
        return PostmasterFile.read(data).filter(file -> file.alive(data));
    }

    /**
     * Makes the cluster beside its place and moves it there when it is whole, so a killed start leaves nothing half made.
     * Each start has a place of its own: the program that makes it outlives a command that is killed.
     */
    private void create(Program program) {
        Path half = directory.resolve(HALF_MADE + "." + UUID.randomUUID());
        try {
            if (!Files.exists(passwordFile)) {
                byte[] random = new byte[32];
                new SecureRandom().nextBytes(random);
                Home.writeSecret(passwordFile, HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII));
            }
            Files.createDirectory(half);
            program.own(half);
            long from = size(log);
            int exit = program.run(log, "initdb", initdb(half));
            if (exit != 0) {
                throw notStarted(from);
            }
            Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw HomeException.of("make", e, directory, Trouble.of(e));
        }
    }

    private void deleteHalfMade() {
        try (DirectoryStream<Path> halves = Files.newDirectoryStream(directory, HALF_MADE + "*")) {
            for (Path half : halves) {
                Home.delete(half);
            }
        } catch (IOException e) {
            // Whoever was left behind still writes there: the next start deletes it.
            System.getLogger(Postgres.class.getName()).log(System.Logger.Level.DEBUG, "deleting", e);
        }
    }

    private List<String> initdb(Path target) {
        List<String> arguments = new ArrayList<>(List.of("-D", target.toString(), "-U", USER, "--no-instructions"));
        arguments.addAll(List.of("-A", "scram-sha-256", "--pwfile", passwordFile.toString()));
        arguments.addAll(List.of("-E", "UTF8", "--locale=C"));
        SETTINGS.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        return arguments;
    }

    private int start(Program program) {
        long deadline = System.nanoTime() + ORPHANS_MAX.toNanos();
        while (true) {
            rotateLog();
            long from = size(log);
            int exit = program.run(
                    log,
                    "pg_ctl",
                    List.of(
                            "-D",
                            data.toString(),
                            "-s",
                            "-W",
                            "-l",
                            log.toString(),
                            "-o",
                            "-p " + freePort(),
                            "start"));
            Optional<Integer> port = exit == 0 ? ready(from) : Optional.empty();
            if (port.isPresent()) {
                return port.get();
            }
            String said = Program.logFrom(log, from);
            boolean passes = PASSES.matcher(said).find()
                    || (exit == 0 && !GIVES_UP.matcher(said).find() && alive().isEmpty());
            if (!passes || System.nanoTime() > deadline) {
                throw notStarted(from);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** Waits until the server takes connections; empty if it gave up, or was killed and could not even say so. */
    private Optional<Integer> ready(long logFrom) {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        long seen = System.nanoTime();
        while (System.nanoTime() < deadline) {
            Optional<PostmasterFile> file = alive();
            if (file.isPresent() && file.get().status().equals(PostmasterFile.READY)) {
                return Optional.of(file.get().port());
            }
            if (file.isPresent()) {
                seen = System.nanoTime();
            } else if (System.nanoTime() - seen > GONE_AFTER.toNanos()
                    || GIVES_UP.matcher(Program.logFrom(log, logFrom)).find()) {
                return Optional.empty();
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return Optional.empty();
    }

    /** Why it did not start, told from what it wrote to its log. */
    private HomeException notStarted(long logFrom) {
        String said = Program.logFrom(log, logFrom);
        String reason = REASONS.entrySet().stream()
                .filter(known -> known.getValue().matcher(said).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(home.isFull() ? "full" : "other");
        return HomeException.of("start." + reason, null, data, log);
    }

    private void rotateLog() {
        if (size(log) > LOG_BYTES_MAX) {
            try {
                Files.move(log, directory.resolve("log.1"), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw HomeException.of("use", e, log, Trouble.of(e));
            }
        }
    }

    private Path stayFile() {
        return directory.resolve("stay");
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw HomeException.of("port", e);
        }
    }
}
