package qingshan.gateway.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The processes of a test's network, for who takes them away or lets them be started otherwise. */
public final class NetworkProcesses {
    private static final Pattern LEADS = Pattern.compile("(?m)^consensus_(etcdraft|BFT)_is_leader\\{.*\\} 1$");
    private static final Duration ASK_MAX = Duration.ofSeconds(2);

    private final TestNetwork network;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ASK_MAX).build();

    /** Those of a network that is up. */
    public NetworkProcesses(TestNetwork network) {
        this.network = network;
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
        return PeerProcess.of(network.topology(), network.place()).stream()
                .filter(one -> one.name().equals(peer))
                .findFirst()
                .orElseThrow()
                .data();
    }

    /** What a process said so far. */
    public Path log(String name) {
        return network.place().logs().resolve(name + ".log");
    }

    /** Where a process listens. */
    public String address(String name) {
        return service(name).address();
    }

    /** Lets some run no longer, until that is closed. */
    public Without without(Collection<String> names) {
        Wanted before = Wanted.read(network.place());
        new Wanted(before.services().stream()
                        .filter(service -> !names.contains(service.name()))
                        .toList())
                .write(network.place());
        return () -> before.write(network.place());
    }

    /** Lets one be started otherwise from now on, until that is closed. */
    public Without otherwise(String name, List<String> environment, UnaryOperator<List<String>> command) {
        Wanted before = Wanted.read(network.place());
        Service service = service(name);
        List<String> more = new ArrayList<>(service.environment());
        more.addAll(environment);
        Service changed = new Service(
                service.name(),
                service.after(),
                command.apply(service.command()),
                more,
                service.directory(),
                service.address());
        new Wanted(before.services().stream()
                        .map(one -> one.name().equals(name) ? changed : one)
                        .toList())
                .write(network.place());
        return () -> before.write(network.place());
    }

    /** Something is missing or otherwise, until this is closed. */
    public interface Without extends AutoCloseable {
        @Override
        void close();
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
