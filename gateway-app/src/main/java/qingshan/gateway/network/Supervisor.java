package qingshan.gateway.network;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a network's processes as they are wanted: starts what does not run, starts again what ended, ends what is no longer
 * wanted or wanted otherwise. A process of its own, so that a network outlives the command that brought it up. One for each
 * network, by a lock on a file. What an earlier supervisor left behind is ended first.
 */
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);
    private static final Duration WAIT_MIN = Duration.ofMillis(200);
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);
    /** A process that ran so long was well: when it ends, it is started again at once. */
    private static final Duration WELL = Duration.ofSeconds(5);

    /** Logs grow slowly. */
    private static final Duration LOGS = Duration.ofSeconds(5);

    private final long logBytesMax = Logs.bytesMax(System.getenv());
    private final Place place;
    private final @Nullable ProcessHandle owner;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    /** What went wrong at the last look; empty if nothing did. */
    private String troubled = "";
    /** Whether something changed that could not be written down yet. */
    private boolean owed;
    /** When the logs were looked at, by {@link System#nanoTime}. */
    private long logsSince = System.nanoTime();

    private Supervisor(Place place, @Nullable ProcessHandle owner) {
        this.place = place;
        this.owner = owner;
    }

    /** A service and its process. */
    private static final class Kept {
        private final Service service;
        private @Nullable Process process;
        /** By {@link System#nanoTime}: a clock that is set back makes nobody wait. */
        private long since;

        private Duration wait = Duration.ZERO;
        private int starts;
        private int quickEnds;
        private int startsOfOther;

        Kept(Service service) {
            this.service = service;
        }

        boolean alive() {
            return process != null && process.isAlive();
        }

        /** Since it started, or ended. */
        Duration passed() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }

    /**
     * Runs until it is told to end, by a signal, or until its owner is gone.
     *
     * @param arguments the network's directory, and the process with which the network ends, if there is one
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Place place = new Place(Path.of(arguments[0]));
        Optional<ProcessHandle> owner =
                arguments.length > 1 ? ProcessHandle.of(Long.parseLong(arguments[1])) : Optional.empty();
        if (arguments.length > 1 && owner.isEmpty()) {
            return; // gone before this began
        }
        try (FileChannel channel = FileChannel.open(lock(place), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                LOG.error("another supervisor keeps {}", place.path());
                System.exit(1);
            }
            Processes.supervising(place);
            Supervisor supervisor = new Supervisor(place, owner.orElse(null));
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::end));
            supervisor.keep();
        }
    }

    /** Held by the supervisor of a network. */
    static Path lock(Place place) {
        return place.run().resolve("supervisor.lock");
    }

    private void end() {
        ending.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() throws InterruptedException {
        try {
            List<ProcessHandle> left = Running.read(place).alive();
            if (!left.isEmpty()) {
                LOG.warn("ending {} processes that an earlier start left", left.size());
                stop(left);
            }
            write();
            while (!ending.await(LOOK.toMillis(), TimeUnit.MILLISECONDS) && (owner == null || owner.isAlive())) {
                lookOrGoOn();
            }
        } finally {
            try {
                endAll();
            } finally {
                ended.countDown();
            }
        }
    }

    /** Last started, first ended: chaincode before its peer, peers before the orderers. */
    private void endAll() {
        Map<Integer, List<ProcessHandle>> steps = kept.values().stream()
                .filter(Kept::alive)
                .collect(Collectors.groupingBy(
                        one -> step(one.service), Collectors.mapping(Supervisor::handle, Collectors.toList())));
        steps.keySet().stream().sorted().forEach(step -> stop(steps.getOrDefault(step, List.of())));
        new Running(List.of()).write(place);
    }

    private static ProcessHandle handle(Kept one) {
        return Objects.requireNonNull(one.process).toHandle();
    }

    private static int step(Service service) {
        return service.name().startsWith(Service.CHAINCODE)
                ? 0
                : service.name().startsWith("peer") ? 1 : service.name().startsWith("orderer") ? 2 : 3;
    }

    /** What cannot be read or written now, such as on a full disk, ends nobody's process: the next look tries again. */
    private void lookOrGoOn() {
        try {
            look();
            troubled = "";
        } catch (RuntimeException e) {
            if (!troubled.equals(e.toString())) {
                LOG.error("cannot look after the processes: {}", e.toString());
            }
            troubled = e.toString();
            owed = true;
        }
    }

    private void look() {
        Map<String, Service> wanted = Wanted.read(place).services().stream()
                .collect(Collectors.toMap(
                        Service::name, Function.identity(), (first, second) -> second, LinkedHashMap::new));
        boolean changed = drop(wanted) || owed;
        for (Service service : wanted.values()) {
            kept.putIfAbsent(service.name(), new Kept(service));
            if (keep(Objects.requireNonNull(kept.get(service.name())))) {
                write(); // at once: if this process is killed now, whoever comes next must know that one
            }
        }
        if (changed) {
            write();
        }
        owed = false;
        if (System.nanoTime() - logsSince > LOGS.toNanos()) {
            logsSince = System.nanoTime();
            new Logs(place.logs()).bound(logBytesMax);
        }
    }

    private boolean drop(Map<String, Service> wanted) {
        List<Kept> gone = kept.values().stream()
                .filter(one -> !one.service.equals(wanted.get(one.service.name())))
                .toList();
        stop(gone.stream().filter(Kept::alive).map(Supervisor::handle).toList());
        gone.forEach(one -> kept.remove(one.service.name()));
        return !gone.isEmpty();
    }

    /** Whether anything changed. */
    private boolean keep(Kept one) {
        Optional<Kept> other = Optional.ofNullable(kept.get(one.service.after()));
        int startsOfOther = other.map(found -> found.starts).orElse(0);
        if (one.alive() && startsOfOther == one.startsOfOther) {
            return false;
        }
        if (one.alive()) {
            LOG.info("{} begins anew with {}", one.service.name(), one.service.after());
            stop(List.of(handle(one)));
        } else if (one.starts > 0) {
            if (one.wait.isZero()) {
                Duration ran = one.passed();
                LOG.warn(
                        "{} ended with code {} after {} s",
                        one.service.name(),
                        one.process == null ? -1 : one.process.exitValue(),
                        ran.toSeconds());
                one.quickEnds = ran.compareTo(WELL) > 0 ? 0 : Math.min(one.quickEnds + 1, 6);
                one.wait = WAIT_MIN.multipliedBy(1L << one.quickEnds);
                one.wait = one.wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : one.wait;
                one.since = System.nanoTime();
            }
            if (one.passed().compareTo(one.wait) < 0) {
                return false;
            }
        }
        start(one, startsOfOther);
        return true;
    }

    private void start(Kept one, int startsOfOther) {
        Service service = one.service;
        Path log = place.logs().resolve(service.name() + ".log");
        ProcessBuilder builder = new ProcessBuilder(service.command());
        builder.directory(Path.of(service.directory()).toFile());
        builder.environment().keySet().removeIf(Service::isFabrics);
        for (String variable : service.environment()) {
            int is = variable.indexOf('=');
            builder.environment().put(variable.substring(0, is), variable.substring(is + 1));
        }
        builder.redirectErrorStream(true);
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        one.startsOfOther = startsOfOther;
        one.since = System.nanoTime();
        one.wait = Duration.ZERO;
        one.starts++;
        try {
            Files.createDirectories(place.logs());
            one.process = builder.start();
            LOG.info("{} started as {}", service.name(), one.process.pid());
        } catch (IOException e) {
            one.process = null;
            LOG.error("{} cannot be started: {}", service.name(), e.toString());
        }
    }

    private static void stop(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + STOP_MAX.toNanos();
        for (ProcessHandle process : processes) {
            try {
                process.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            } catch (ExecutionException | TimeoutException e) {
                process.destroyForcibly();
            }
        }
    }

    private void write() {
        List<Running.One> processes = new ArrayList<>();
        for (Kept one : kept.values()) {
            if (one.alive()) {
                ProcessHandle process = handle(one);
                processes.add(new Running.One(one.service.name(), process.pid(), Birth.of(process), one.starts));
            }
        }
        new Running(processes).write(place);
    }
}
