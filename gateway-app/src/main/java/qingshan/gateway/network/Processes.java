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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Trouble;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;

/** The processes of a network: asks its supervisor for them, and waits until they listen. */
final class Processes {
    private static final Duration LISTEN_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Place place;

    Processes(Place place) {
        this.place = place;
    }

    /** The supervisor, if it runs. */
    Optional<ProcessHandle> supervisor() {
        Path file = supervisorFile();
        return Files.exists(file)
                ? Records.read(JsonParser.object(Place.read(file)), Running.One.class)
                        .handle()
                : Optional.empty();
    }

    /** Starts the supervisor if there is none: in a session of its own, so that it outlives the terminal. */
    void supervise(@Nullable ProcessHandle owner) {
        if (supervisor().isPresent()) {
            return;
        }
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
            ProcessHandle supervisor = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            place.logs().resolve("supervisor.log").toFile()))
                    .start()
                    .toHandle();
            Running.One one = new Running.One("supervisor", supervisor.pid(), Running.One.started(supervisor), 1);
            Place.write(supervisorFile(), Records.bytes(one, Running.One.class));
        } catch (IOException e) {
            throw NetworkException.of("tool.unstarted", e, "java", Trouble.of(e));
        }
    }

    /** Lets the supervisor run these beside what runs already, and waits until all of them listen. */
    void start(List<Service> services) {
        Map<String, Service> wanted = new LinkedHashMap<>();
        Wanted.read(place).services().forEach(service -> wanted.put(service.name(), service));
        services.forEach(service -> wanted.put(service.name(), service));
        new Wanted(List.copyOf(wanted.values())).write(place);
        services.forEach(service -> awaitListening(service.name(), service.address()));
    }

    /** Does something while a service does not run, if it ran; afterwards it runs again. */
    <T> T without(String service, Supplier<T> action) {
        Optional<Service> rests = supervisor().isEmpty()
                ? Optional.empty()
                : Wanted.read(place).services().stream()
                        .filter(one -> one.name().equals(service))
                        .findFirst();
        if (rests.isEmpty()) {
            return action.get();
        }
        new Wanted(Wanted.read(place).services().stream()
                        .filter(one -> !one.equals(rests.get()))
                        .toList())
                .write(place);
        try {
            awaitEnd(service);
            return action.get();
        } finally {
            start(List.of(rests.get()));
        }
    }

    private void awaitEnd(String service) {
        Running.read(place).of(service).flatMap(Running.One::handle).ifPresent(process -> {
            if (process.onExit()
                    .completeOnTimeout(process, STOP_MAX.toSeconds(), TimeUnit.SECONDS)
                    .join()
                    .isAlive()) {
                throw NetworkException.of("process.stays", null, service, process.pid());
            }
        });
    }

    /**
     * Waits until a service listens.
     *
     * @throws NetworkException if it does not in time; its sentence names the service's log
     */
    void awaitListening(String service, String address) {
        if (!Addresses.awaitListening(address, LISTEN_MAX)) {
            throw NetworkException.of(
                    "process.silent",
                    null,
                    service,
                    address,
                    LISTEN_MAX.toSeconds(),
                    place.logs().resolve(service + ".log"));
        }
    }

    /** Ends all of them; true if any ran. */
    boolean stop() {
        Optional<ProcessHandle> supervisor = supervisor();
        supervisor.ifPresent(process -> {
            process.destroy();
            process.onExit().join();
        });
        return endLeft() || supervisor.isPresent();
    }

    /** Ends what a supervisor left that was killed; true if there was anything. */
    private boolean endLeft() {
        List<ProcessHandle> left = Running.read(place).alive();
        left.forEach(ProcessHandle::destroy);
        left.forEach(process -> {
            process.onExit()
                    .completeOnTimeout(process, STOP_MAX.toSeconds(), TimeUnit.SECONDS)
                    .join();
            process.destroyForcibly();
        });
        if (Files.exists(place.run())) {
            new Running(List.of()).write(place);
        }
        return !left.isEmpty();
    }

    private Path supervisorFile() {
        return place.run().resolve("supervisor.json");
    }
}
