package qingshan.gateway.network;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An organization that is to join a network with one peer of its own, on this machine.
 *
 * @param name as in a topology
 * @param mspId by which the ledger will know it; from the name if null: {@code Bank2MSP} for {@code bank2}
 * @param port from which its processes' ports count, as in the topologies that come along; the next free hundred if null
 */
public record Newcomer(
        String name, @Nullable String mspId, @Nullable Integer port) {
    private static final String HOST = "127.0.0.1";
    private static final int STEP = 100;

    Topology.Organization in(Topology topology) {
        int base = port != null ? port : (last(topology) / STEP + 1) * STEP;
        String known = mspId != null
                ? mspId
                : name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "MSP";
        return new Topology.Organization(
                name,
                known,
                new Topology.Ca(HOST, base + 1, base + 2),
                List.of(new Topology.Peer("peer0", HOST, base + 11, base + 12, base + 13)),
                List.of());
    }

    /** Whether one that is there already, of this name, is as was asked for. */
    boolean mayBe(Topology.Organization known) {
        return (mspId == null || mspId.equals(known.mspId()))
                && (port == null || port + 1 == known.ca().port());
    }

    private static int last(Topology topology) {
        return topology.organizations().stream()
                .flatMapToInt(organization -> IntStream.concat(
                        IntStream.of(organization.ca().port(), organization.ca().operationsPort()),
                        Stream.concat(
                                        organization.peers().stream()
                                                .map(peer -> Math.max(peer.port(), peer.chaincodePort())),
                                        organization.orderers().stream()
                                                .map(orderer -> Math.max(orderer.port(), orderer.adminPort())))
                                .mapToInt(Integer::intValue)))
                .max()
                .orElse(0);
    }
}
