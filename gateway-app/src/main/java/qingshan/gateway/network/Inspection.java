package qingshan.gateway.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import qingshan.gateway.network.install.InstallException;

/** Looks at a network without changing it. */
final class Inspection {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEIGHT = Pattern.compile("\"height\":\\s*(\\d+)");
    private static final long KIB = 1024;

    private final Topology topology;
    private final Place place;
    private final Tool tool;

    Inspection(Topology topology, Place place, Tool tool) {
        this.topology = topology;
        this.place = place;
        this.tool = tool;
    }

    /** Every process that the network has when all of it is up. */
    List<ProcessStatus> processes() {
        Running running = Running.read(place);
        Set<String> begun =
                Wanted.read(place).services().stream().map(Service::name).collect(Collectors.toSet());
        return addresses().entrySet().parallelStream()
                .map(one ->
                        status(one.getKey(), one.getValue(), begun.contains(one.getKey()), running.of(one.getKey())))
                .toList();
    }

    /** Where each process is to listen, by its name, in the order in which they are begun. */
    private Map<String, String> addresses() {
        Map<String, String> all = new LinkedHashMap<>();
        topology.organizations()
                .forEach(organization -> all.put(
                        Authority.name(organization),
                        Addresses.of(organization.ca().host(), organization.ca().port())));
        OrdererProcess.of(topology, place).forEach(orderer -> all.put(orderer.name(), orderer.address()));
        PeerProcess.of(topology, place).forEach(peer -> all.put(peer.name(), peer.address()));
        PeerProcess.of(topology, place)
                .forEach(peer -> all.put(Service.CHAINCODE + peer.name(), peer.chaincodeAddress()));
        return all;
    }

    /** The peers for which something else runs, or is approved, than what is in force. Those that do not answer are left out. */
    List<OtherCode> otherCode() {
        Lifecycle lifecycle = new Lifecycle(topology, place, tool);
        Map<String, Service> wanted = Wanted.read(place).services().stream()
                .collect(Collectors.toMap(Service::name, Function.identity(), (first, second) -> second));
        return PeerProcess.of(topology, place).parallelStream()
                .flatMap(peer ->
                        otherCode(lifecycle, peer, Optional.ofNullable(wanted.get(Service.CHAINCODE + peer.name())))
                                .stream())
                .toList();
    }

    private static Optional<OtherCode> otherCode(Lifecycle lifecycle, PeerProcess peer, Optional<Service> chaincode) {
        try {
            return lifecycle.committed(peer).flatMap(now -> {
                String runs = chaincode
                        .flatMap(service -> service.environment().stream()
                                .filter(variable -> variable.startsWith(PeerProcess.PACKAGE_ID))
                                .reduce((first, last) -> last))
                        .map(Code::version)
                        .orElse("");
                String approved = Code.version(lifecycle.approved(peer, now.sequence()));
                return runs.equals(now.version()) && approved.equals(now.version())
                        ? Optional.empty()
                        : Optional.of(new OtherCode(peer.name(), runs, approved, now.version()));
            });
        } catch (NetworkException | InstallException e) {
            return Optional.empty();
        }
    }

    private ProcessStatus status(String service, String address, boolean begun, Optional<Running.One> one) {
        Optional<Running.One> alive = one.filter(found -> found.handle().isPresent());
        if (alive.isEmpty()) {
            return new ProcessStatus(service, begun, 0, Duration.ZERO, 0, address, 0, -1, false);
        }
        Running.One found = alive.get();
        Duration up = found.handle().map(Inspection::up).orElse(Duration.ZERO);
        OptionalLong blocks = blocks(service);
        return new ProcessStatus(
                service,
                begun,
                found.pid(),
                up,
                found.starts(),
                address,
                resident(found.pid()),
                blocks.orElse(-1),
                blocks.isPresent() && blocks.getAsLong() < 0);
    }

    private static Duration up(ProcessHandle process) {
        Instant now = Instant.now();
        return Duration.between(process.info().startInstant().orElse(now), now);
    }

    private static long resident(long pid) {
        try {
            Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            return matcher.find() ? Long.parseLong(matcher.group(1)) * KIB : 0;
        } catch (IOException e) {
            return 0; // another operating system, or it has just ended
        }
    }

    /** Empty for what is no peer, or cannot be asked; -1 for a peer that does not say. */
    private OptionalLong blocks(String service) {
        Optional<PeerProcess> peer = PeerProcess.of(topology, place).stream()
                .filter(one -> one.name().equals(service))
                .findFirst();
        try {
            return peer.isEmpty() ? OptionalLong.empty() : OptionalLong.of(blocks(peer.get()));
        } catch (NetworkException e) {
            return OptionalLong.of(-1); // it hangs, and whoever asks it with it
        } catch (InstallException e) {
            return OptionalLong.empty(); // without Fabric's programs a peer cannot be asked
        }
    }

    /** How many a peer has; -1 if it does not say. */
    long blocks(PeerProcess peer) {
        return height(tool.attempt("peer", peer.operator(), List.of("channel", "getinfo", "-c", topology.channel())));
    }

    /** How many blocks a peer or an orderer says that it has; -1 if it does not say. */
    static long height(Tool.Ended said) {
        Matcher height = HEIGHT.matcher(said.out());
        return height.find() ? Long.parseLong(height.group(1)) : -1;
    }
}
