package qingshan.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static qingshan.gateway.ledger.Probe.command;
import static qingshan.gateway.ledger.Probe.query;
import static qingshan.gateway.ledger.Probe.saw;
import static qingshan.gateway.ledger.Probe.step;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.ProbeContract;

/** Kills processes while commands go in: nothing that was acknowledged is lost, and the next one to open goes on. */
class CrashTest {

    private static final int ACKNOWLEDGED_MIN = 40;
    private static final Actor CLERK = new Actor("TradeMSP", "clerk");

    @TempDir
    Path directory;

    @AfterEach
    void leaveNothingRunning() {
        Database.open(home(), Map.of()).close();
    }

    @Test
    void a_killed_server_loses_nothing_that_was_acknowledged() {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        Queue<String> unknown = new ConcurrentLinkedQueue<>();
        try (Database database = Database.open(home(), Map.of());
                EmbeddedLedger ledger = open(database)) {
            List<ProcessHandle> server = serverProcesses();
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 4; i++) {
                    String name = "t" + i + ".";
                    threads.execute(() -> submitUntilItFails(ledger, name, acknowledged, unknown));
                }
                await().until(() -> acknowledged.size() >= ACKNOWLEDGED_MIN);
                server.forEach(ProcessHandle::destroyForcibly);
            }
        }
        assertAllThere(acknowledged, unknown);
    }

    @Test
    void a_killed_command_loses_nothing_and_its_lock_is_free() throws IOException {
        Database.open(home(), Map.of()).close();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                CrashTest.class.getName(),
                home().path().toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        List<String> acknowledged = new ArrayList<>();
        Process command = builder.start();
        try (BufferedReader lines = command.inputReader(StandardCharsets.US_ASCII)) {
            while (acknowledged.size() < ACKNOWLEDGED_MIN) {
                acknowledged.add(lines.readLine());
            }
            command.toHandle().destroyForcibly();
            lines.lines().filter(line -> line.endsWith(";")).forEach(acknowledged::add);
        }
        assertAllThere(acknowledged.stream().map(line -> line.replace(";", "")).toList(), List.of());
    }

    /** The command that is killed: submits for ever, and prints what was acknowledged. */
    public static void main(String[] arguments) {
        Database database = Database.open(Home.at(Path.of(arguments[0])), Map.of());
        EmbeddedLedger ledger = open(Home.at(Path.of(arguments[0])), database);
        for (int i = 0; ; i++) {
            if (ledger.submit(command(CLERK, step("put", "c" + i, "x"))) instanceof Outcome.Committed) {
                System.out.println("c" + i + ";");
            }
        }
    }

    private void assertAllThere(Iterable<String> acknowledged, Iterable<String> unknown) {
        try (Database database = Database.open(home(), Map.of());
                EmbeddedLedger ledger = open(database)) {
            for (String key : acknowledged) {
                assertThat(value(ledger, key)).as(key).isEqualTo("x");
            }
            for (String key : unknown) {
                assertThat(value(ledger, key)).as(key).isIn("x", "-");
            }
            long height = ledger.height().block();
            List<Long> numbers = new ArrayList<>();
            ledger.follow(Position.START, block -> {
                numbers.add(block.getBlock().getHeader().getNumber());
                return numbers.size() <= height;
            });
            assertThat(numbers).hasSize((int) height + 1);
            assertThat(ledger.submit(command(CLERK, step("put", "after", "x")))).isInstanceOf(Outcome.Committed.class);
        }
    }

    private static String value(EmbeddedLedger ledger, String key) {
        return saw(ledger.read(query(CLERK, step("get", key)))).getFirst();
    }

    private static void submitUntilItFails(
            EmbeddedLedger ledger, String name, Queue<String> acknowledged, Queue<String> unknown) {
        for (int i = 0; ; i++) {
            try {
                switch (ledger.submit(command(CLERK, step("put", name + i, "x")))) {
                    case Outcome.Committed _ -> acknowledged.add(name + i);
                    case Outcome.Unknown _ -> unknown.add(name + i);
                    case Outcome.Rejected rejected -> throw new IllegalStateException(rejected.toString());
                }
            } catch (LedgerException e) {
                return;
            }
        }
    }

    private List<ProcessHandle> serverProcesses() {
        try {
            Path file = home().path().resolve("postgres/data/postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Home home() {
        return Home.at(directory.resolve("home"));
    }

    private EmbeddedLedger open(Database database) {
        return open(home(), database);
    }

    private static EmbeddedLedger open(Home home, Database database) {
        EmbeddedLedger ledger =
                EmbeddedLedger.open(home, database, new Settings("crash", List.of(new ProbeContract())));
        ledger.enroller().enroll(CLERK.mspId(), CLERK.name(), Map.of("role", "market-clerk"));
        return ledger;
    }
}
