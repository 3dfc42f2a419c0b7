package qingshan.gateway.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Trouble;
import qingshan.rules.json.Records;

/** The processes of a network: asks its supervisor for them, and waits until they listen. */
final class Processes {
    private static final Duration LISTEN_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);
    /** A supervisor gives each of four kinds of processes the time of {@link #STOP_MAX}, and then ends them by force. */
    private static final Duration SUPERVISOR_STOP_MAX = Duration.ofSeconds(100);
    /** How often it is looked whether there is a supervisor still, while something is waited for. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Place place;
    private final Duration supervisorStopMax;
    /** The supervisor that was started here: it may not have said yet who it is. */
    private volatile @Nullable Process started;

    Processes(Place place) {
        this(place, SUPERVISOR_STOP_MAX);
    }

    /**
     * Those at a place.
     *
     * @param supervisorStopMax after which a supervisor that does not end is ended by force
     */
    Processes(Place place, Duration supervisorStopMax) {
        this.place = place;
        this.supervisorStopMax = supervisorStopMax;
    }

    /** The supervisor, if it runs. */
    Optional<ProcessHandle> supervisor() {
        Path file = supervisorFile(place);
        return Files.exists(file) ? Place.read(file, Running.One.class).handle() : Optional.empty();
    }

    /** Whether any runs, with a supervisor or without. */
    boolean areThere() {
        return supervisor().isPresent() || !Running.read(place).alive().isEmpty();
    }

    /** @throws NetworkException if some run without a supervisor: nobody can let one of them rest */
    void mustNotBeLeft(String network) {
        if (!Running.read(place).alive().isEmpty()) {
            throw NetworkException.of("left", null, network);
        }
    }

    /** Starts the supervisor if there is none: in a session of its own, so that it outlives the terminal. */
    void supervise(@Nullable ProcessHandle owner) {
        if (supervisor().isPresent()) {
            return;
        }
        Logs.bytesMax(System.getenv()); // refused here, where somebody sees it
        endLeft();
        new Wanted(List.of()).write(place);
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Supervisor.class.getName(),
                place.path().toString()));
        if (owner != null) {
            command.add(Long.toString(owner.pid()));
        }
        try {
            Place.directory(place.logs());
            Process supervisor = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            place.logs().resolve("supervisor.log").toFile()))
                    .start();
            started = supervisor;
            awaitSupervisor(supervisor);
        } catch (IOException e) {
            throw NetworkException.of("tool.unstarted", e, "java", Trouble.of(e));
        }
    }

    /** It says itself who it is: one that an earlier command began, and was killed before it knew, is found by that. */
    private void awaitSupervisor(Process begun) {
        long deadline = System.nanoTime() + LISTEN_MAX.toNanos();
        while (supervisor().isEmpty()) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                begun.destroy();
                throw NetworkException.of(
                        "supervisor.silent", null, place.logs().resolve("supervisor.log"));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Lets the supervisor run these beside what runs already, and waits until all of them listen. */
    void start(List<Service> services) {
        want(services);
        services.forEach(service -> awaitListening(service.name(), service.address()));
    }

    private void want(List<Service> services) {
        Map<String, Service> wanted = new LinkedHashMap<>();
        Wanted.read(place).services().forEach(service -> wanted.put(service.name(), service));
        services.forEach(service -> wanted.put(service.name(), service));
        new Wanted(List.copyOf(wanted.values())).write(place);
    }

    /**
     * Does something while a service does not run; afterwards it runs, also if something had kept it from running, or this
     * program is told to end meanwhile.
     */
    <T> T without(Service service, Supplier<T> action) {
        Thread atExit = new Thread(() -> want(List.of(service)));
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            end(service.name());
            return action.get();
        } finally {
            want(List.of(service));
            forget(atExit);
            awaitListening(service.name(), service.address());
        }
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            System.getLogger(Processes.class.getName()).log(System.Logger.Level.DEBUG, "it runs already", e);
        }
    }

    /** Ends one, until it is started anew; empty if it was not wanted. */
    Optional<Service> end(String name) {
        Optional<ProcessHandle> process = Running.read(place).of(name).flatMap(Running.One::handle);
        List<Service> before = Wanted.read(place).services();
        Optional<Service> wanted =
                before.stream().filter(one -> one.name().equals(name)).findFirst();
        wanted.ifPresent(service ->
                new Wanted(before.stream().filter(one -> !one.equals(service)).toList()).write(place));
        process.map(one -> one.onExit()
                        .completeOnTimeout(one, LISTEN_MAX.toSeconds(), TimeUnit.SECONDS)
                        .join())
                .filter(ProcessHandle::isAlive)
                .ifPresent(stays -> {
                    throw NetworkException.of("process.stays", null, name, stays.pid());
                });
        return wanted;
    }

    /**
     * Waits until a service listens.
     *
     * @throws NetworkException if it does not in time, its sentence names the service's log; or at once if nobody starts it,
     *     since there is no supervisor any more
     */
    void awaitListening(String service, String address) {
        long deadline = System.nanoTime() + LISTEN_MAX.toNanos();
        while (!Addresses.awaitListening(address, LOOK)) {
            if (supervisor().isEmpty()) {
                throw NetworkException.of("supervisor.gone", null, service);
            }
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw NetworkException.of(
                        "process.silent",
                        null,
                        service,
                        address,
                        LISTEN_MAX.toSeconds(),
                        place.logs().resolve(service + ".log"));
            }
        }
    }

    /** Ends all of them; true if any ran. */
    boolean stop() {
        Optional<ProcessHandle> supervisor = supervisor().or(this::begun);
        supervisor.ifPresent(process -> end(process, supervisorStopMax));
        return endLeft() || supervisor.isPresent();
    }

    private Optional<ProcessHandle> begun() {
        return Optional.ofNullable(started).filter(Process::isAlive).map(Process::toHandle);
    }

    /** By force, if it does not end in time. */
    private static void end(ProcessHandle process, Duration max) {
        process.destroy();
        awaitEnd(process, max);
        if (process.isAlive()) {
            process.destroyForcibly();
            awaitEnd(process, STOP_MAX);
        }
    }

    private static void awaitEnd(ProcessHandle process, Duration max) {
        process.onExit()
                .completeOnTimeout(process, max.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /**
     * Ends what a supervisor left that was killed; true if there was anything. Nothing is written down, since that may fail on
     * a full disk: who has ended is known by its birth.
     */
    private boolean endLeft() {
        List<ProcessHandle> left = Running.read(place).alive();
        left.forEach(ProcessHandle::destroy);
        left.forEach(process -> end(process, STOP_MAX));
        return !left.isEmpty();
    }

    /** Says that this very process is the supervisor. */
    static void supervising(Place place) {
        ProcessHandle self = ProcessHandle.current();
        Running.One one = new Running.One("supervisor", self.pid(), Birth.of(self), 1);
        Place.write(supervisorFile(place), Records.bytes(one, Running.One.class));
    }

    private static Path supervisorFile(Place place) {
        return place.run().resolve("supervisor.json");
    }
}
