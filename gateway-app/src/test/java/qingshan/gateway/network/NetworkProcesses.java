package qingshan.gateway.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processes of a test's network, for who takes them away or lets them be started otherwise. */
public final class NetworkProcesses {
    private static final Pattern LEADS = Pattern.compile("(?m)^consensus_(etcdraft|BFT)_is_leader\\{.*\\} 1$");
    private static final Pattern FROM_CHAINCODE =
            Pattern.compile("(?m)^chaincode_shim_requests_received\\{chaincode=\"qingshan_.*type=\"(\\w+)\"\\} ");
    private static final Duration ASK_MAX = Duration.ofSeconds(2);

    private final TestNetwork network;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ASK_MAX).build();

    /** Those of a network that is up. */
    public NetworkProcesses(TestNetwork network) {
        this.network = network;
    }

    /** Those on this machine that belong to a network's directory: they name it, or work in it, as peers and orderers do. */
    static List<ProcessHandle> of(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> says(process, directory.toString()) || worksIn(directory, process))
                .toList();
    }

    /** Whether its command line has this in it; Java itself tells only the first page of a long one. */
    static boolean says(ProcessHandle process, String part) {
        try {
            return Files.readString(of(process, "cmdline"), StandardCharsets.ISO_8859_1)
                    .contains(part);
        } catch (IOException e) {
            return false; // gone
        }
    }

    private static boolean worksIn(Path directory, ProcessHandle process) {
        try {
            return Files.readSymbolicLink(of(process, "cwd")).startsWith(directory.toRealPath());
        } catch (IOException e) {
            return false; // gone, or another user's
        }
    }

    private static Path of(ProcessHandle process, String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    /** The names of the peers, that of an organization's gateway first. */
    public List<String> peers(String mspId) {
        List<PeerProcess> all = PeerProcess.of(network.topology(), network.place());
        return Stream.concat(
                        all.stream().filter(peer -> peer.organization().mspId().equals(mspId)),
                        all.stream().filter(peer -> !peer.organization().mspId().equals(mspId)))
                .map(PeerProcess::name)
                .toList();
    }

    /** The names of the orderers. */
    public List<String> orderers() {
        return OrdererProcess.of(network.topology(), network.place()).stream()
                .map(OrdererProcess::name)
                .toList();
    }

    /** The name of the process that runs the contracts for a peer. */
    public static String chaincodeOf(String peer) {
        return Service.CHAINCODE + peer;
    }

    /** The orderer that says of itself that it leads; empty while there is none. */
    public Optional<String> leader() {
        return OrdererProcess.of(network.topology(), network.place()).stream()
                .filter(orderer -> LEADS.matcher(metrics(orderer.orderer().operationsPort()))
                        .find())
                .map(OrdererProcess::name)
                .findFirst();
    }

    /** What kinds of messages a peer got from our chaincode so far, such as {@code PUT_STATE}. */
    public Set<String> chaincodeMessages(String peer) {
        return FROM_CHAINCODE
                .matcher(metrics(peer(peer).peer().operationsPort()))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private PeerProcess peer(String name) {
        return PeerProcess.of(network.topology(), network.place()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String metrics(int port) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .timeout(ASK_MAX)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** A process that runs now; empty while it does not. */
    public Optional<ProcessHandle> running(String name) {
        return Running.read(network.place()).of(name).flatMap(Running.One::handle);
    }

    /** How often it was started so far. */
    public int starts(String name) {
        return Running.read(network.place()).of(name).map(Running.One::starts).orElse(0);
    }

    /** Where a peer has its ledger. */
    public Path data(String peer) {
        return peer(peer).data();
    }

    /** Where all processes say what they do. */
    public Path logs() {
        return network.place().logs();
    }

    /** Where a process listens. */
    public String address(String name) {
        return service(name).address();
    }

    /** What is done while something is missing or otherwise. */
    @FunctionalInterface
    public interface Meanwhile<E extends Exception> {
        /** Does it. */
        void run() throws E;
    }

    /** Lets some run no longer, meanwhile. */
    public <E extends Exception> void without(Collection<String> names, Meanwhile<E> meanwhile) throws E {
        instead(service -> Optional.of(service).filter(one -> !names.contains(one.name())), meanwhile);
    }

    /** Lets one be started with more environment and another command, meanwhile. */
    public <E extends Exception> void otherwise(
            String name, List<String> environment, UnaryOperator<List<String>> command, Meanwhile<E> meanwhile)
            throws E {
        instead(
                service -> Optional.of(service.name().equals(name) ? changed(service, environment, command) : service),
                meanwhile);
    }

    private <E extends Exception> void instead(Function<Service, Optional<Service>> change, Meanwhile<E> meanwhile)
            throws E {
        Wanted before = Wanted.read(network.place());
        new Wanted(before.services().stream()
                        .map(change)
                        .flatMap(Optional::stream)
                        .toList())
                .write(network.place());
        try {
            meanwhile.run();
        } finally {
            before.write(network.place());
        }
    }

    private static Service changed(Service service, List<String> environment, UnaryOperator<List<String>> command) {
        List<String> more = new ArrayList<>(service.environment());
        more.addAll(environment);
        return new Service(
                service.name(),
                service.after(),
                command.apply(service.command()),
                more,
                service.directory(),
                service.address());
    }

    private Service service(String name) {
        return Wanted.read(network.place()).services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Sends a signal, such as {@code STOP}, to some processes. */
    public static void signal(String signal, List<ProcessHandle> processes) {
        List<String> kill = Stream.concat(
                        Stream.of("kill", "-" + signal),
                        processes.stream().map(process -> Long.toString(process.pid())))
                .toList();
        try {
            new ProcessBuilder(kill).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
