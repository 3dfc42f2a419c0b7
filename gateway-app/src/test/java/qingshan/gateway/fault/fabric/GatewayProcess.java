package qingshan.gateway.fault.fabric;

import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.fault.Machine;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.operator.GatewayLedger;
import qingshan.gateway.operator.RunningFile;

/** The real gateway of a home, {@code ./qingshan up}, in a process of its own. */
final class GatewayProcess implements AutoCloseable {
    private static final Duration UP_MAX = Duration.ofMinutes(3);

    /** Lets the log name each transaction whose submission was not answered. */
    private static final String SAYS_UNANSWERED = "-Dorg.slf4j.simpleLogger.log.qingshan.gateway.fabric.Sender=info";

    /** Lets it name the organizations that did not endorse the same. */
    private static final String SAYS_DISAGREED =
            "-Dorg.slf4j.simpleLogger.log.qingshan.gateway.fabric.FabricLedger=debug";

    private static final Pattern UNANSWERED = Pattern.compile("nobody can say whether orderers took ([0-9a-f]{64})");

    private final Home home;
    private final BlockSource blocks;
    private final Machine machine;
    /** A run that is broken off leaves neither a gateway nor its database behind. */
    private final Thread ending = new Thread(this::end);

    private Machine.@Nullable Running running;
    private volatile @Nullable GatewayLedger ledger;

    GatewayProcess(Home home, BlockSource blocks) {
        this.home = home;
        this.blocks = blocks;
        try {
            machine = new Machine(
                    home.path(),
                    Files.createDirectories(home.path().resolve("said")),
                    "-Xmx512m",
                    SAYS_UNANSWERED,
                    SAYS_DISAGREED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(ending);
    }

    /**
     * How it does.
     *
     * @param threads that live
     * @param heapBytes in use after a full collection
     */
    record Health(int threads, long heapBytes) {}

    /** Starts it and waits until it takes commands. */
    void up() {
        Machine.Running started = machine.start("up", "--empty", "--port", "0");
        running = started;
        Optional<RunningFile> before = RunningFile.read(home);
        await().atMost(UP_MAX).pollInterval(Duration.ofMillis(100)).until(() -> {
            mustRun(started);
            return isUp(before.map(RunningFile::token).orElse(""));
        });
    }

    private static void mustRun(Machine.Running started) throws InterruptedException {
        if (started.endsWithin(1)) {
            throw new IllegalStateException("the gateway ended: " + started.end());
        }
    }

    private boolean isUp(String before) {
        Optional<RunningFile> file =
                RunningFile.read(home).filter(now -> !now.token().equals(before));
        boolean ready = file.flatMap(GatewayLedger::status)
                .filter(GatewayLedger.Status::ready)
                .isPresent();
        if (ready) {
            ledger = new GatewayLedger(file.orElseThrow(), blocks);
        }
        return ready;
    }

    /** The way to it, as it listens now. */
    Ledger ledger() {
        return Objects.requireNonNull(ledger);
    }

    /** Its process. */
    ProcessHandle process() {
        return RunningFile.read(home)
                .flatMap(file -> ProcessHandle.of(file.pid()))
                .orElseThrow();
    }

    /** Kills it, and nothing else. */
    void kill() {
        Objects.requireNonNull(running).kill();
        process().onExit().join();
    }

    /** PostgreSQL's own process. */
    ProcessHandle postmaster() {
        return machine.postmaster().orElseThrow();
    }

    /** Whether there is another one than this, and where it listens. */
    OptionalInt postgresAfter(ProcessHandle before) {
        return machine.postmaster().filter(now -> now.pid() != before.pid()).isPresent()
                ? machine.postgresPort()
                : OptionalInt.empty();
    }

    /** All processes of its PostgreSQL. */
    List<ProcessHandle> postgres() {
        return machine.postgres();
    }

    /** The ids of the transactions whose submission nobody answered, at least once. */
    Set<String> unanswered() {
        return found(UNANSWERED).map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /** How often it found that organizations, one of which is this, did not endorse the same transaction of a kind. */
    long disagreed(String mspId, String transaction) {
        return found(Pattern.compile("\\[[^\\]]*" + mspId + "[^\\]]*] do not endorse the same " + transaction))
                .count();
    }

    private Stream<MatchResult> found(Pattern pattern) {
        List<MatchResult> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(said())) {
            for (Path file : files.toList()) {
                pattern.matcher(Files.readString(file)).results().forEach(found::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream();
    }

    /** Where it says what it does. */
    Path said() {
        return home.path().resolve("said");
    }

    @SuppressWarnings("BanJNDI") // to a child of this very process
    Health health() {
        try {
            VirtualMachine attached =
                    VirtualMachine.attach(Long.toString(process().pid()));
            try (JMXConnector connector =
                    JMXConnectorFactory.connect(new JMXServiceURL(attached.startLocalManagementAgent()))) {
                MBeanServerConnection beans = connector.getMBeanServerConnection();
                MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                        beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
                ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(
                        beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
                memory.gc();
                return new Health(
                        threads.getThreadCount(), memory.getHeapMemoryUsage().getUsed());
            } finally {
                attached.detach();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void end() {
        Machine.Running last = running;
        if (last != null) {
            last.kill();
        }
        machine.postgres().forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends it as its operator would. */
    @Override
    public void close() {
        try {
            machine.run("stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
            Runtime.getRuntime().removeShutdownHook(ending);
        }
    }
}
