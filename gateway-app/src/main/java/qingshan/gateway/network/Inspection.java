package qingshan.gateway.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at a network without changing it. */
final class Inspection {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEIGHT = Pattern.compile("\"height\":(\\d+)");
    private static final long KIB = 1024;

    private final Topology topology;
    private final Place place;
    private final Tool tool;

    Inspection(Topology topology, Place place, Tool tool) {
        this.topology = topology;
        this.place = place;
        this.tool = tool;
    }

    /** Every process that is wanted. */
    List<ProcessStatus> processes() {
        Running running = Running.read(place);
        return Wanted.read(place).services().parallelStream()
                .map(service -> status(service, running.of(service.name())))
                .toList();
    }

    private ProcessStatus status(Service service, Optional<Running.One> one) {
        return one.filter(found -> found.handle().isPresent())
                .map(found -> new ProcessStatus(
                        service.name(),
                        found.pid(),
                        Duration.between(Instant.ofEpochMilli(found.startedMillis()), Instant.now()),
                        found.starts(),
                        service.address(),
                        resident(found.pid()),
                        blocks(service.name())))
                .orElseGet(() -> new ProcessStatus(service.name(), 0, Duration.ZERO, 0, service.address(), 0, -1));
    }

    private static long resident(long pid) {
        try {
            Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            return matcher.find() ? Long.parseLong(matcher.group(1)) * KIB : 0;
        } catch (IOException e) {
            return 0; // another operating system, or it has just ended
        }
    }

    private long blocks(String service) {
        return PeerProcess.of(topology, place).stream()
                .filter(peer -> peer.name().equals(service))
                .findFirst()
                .map(this::blocks)
                .orElse(-1L);
    }

    /** How many a peer has; -1 if it does not say. */
    long blocks(PeerProcess peer) {
        Matcher height = HEIGHT.matcher(
                tool.attempt("peer", peer.operator(), List.of("channel", "getinfo", "-c", topology.channel()))
                        .out());
        return height.find() ? Long.parseLong(height.group(1)) : -1;
    }
}
