package qingshan.gateway.network;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Brings a version of the chaincode into force, and its processes beside the peers. */
final class Deployment {
    private final Topology topology;
    private final Place place;
    private final Lifecycle lifecycle;
    private final Processes processes;

    Deployment(Topology topology, Place place, Lifecycle lifecycle, Processes processes) {
        this.topology = topology;
        this.place = place;
        this.lifecycle = lifecycle;
        this.processes = processes;
    }

    /** Runs the version that is in force; brings this program's own into force if none is. */
    Code deploy(List<Path> more) {
        Optional<Lifecycle.Committed> committed = committed();
        Code code = committed.map(found -> Code.of(place, found.version())).orElseGet(() -> Code.keep(place, more));
        install(code);
        // before it is in force: from then on peers connect
        start(code);
        if (committed.isEmpty()) {
            agree(code, 1);
        } else {
            int sequence = committed.get().sequence();
            if (!approve(code, sequence, peer -> !lifecycle.approved(peer, code, sequence))) {
                // its peers' disks are lost, so that it cannot repeat its approval, or other policies are in force,
                // so that nobody can approve ours: all agree anew, to the code in force
                agree(code, sequence + 1);
            }
        }
        return code;
    }

    /**
     * Brings this program's own version into force in the place of the one that is. Calls that come between the change of the
     * processes and the agreement fail, and are known to have changed nothing.
     *
     * @return false if it is in force already
     */
    boolean upgrade(List<Path> more) {
        Lifecycle.Committed now =
                committed().orElseThrow(() -> NetworkException.of("chaincode.none", null, topology.name()));
        Code code = Code.keep(place, more);
        if (code.version().equals(now.version())) {
            return false;
        }
        install(code);
        start(code);
        agree(code, now.sequence() + 1);
        return true;
    }

    /** All agree anew to the version that is in force. */
    void agreeAnew() {
        Lifecycle.Committed now =
                committed().orElseThrow(() -> NetworkException.of("chaincode.none", null, topology.name()));
        agree(Code.of(place, now.version()), now.sequence() + 1);
    }

    /** What is in force. */
    Optional<Lifecycle.Committed> committed() {
        return lifecycle.committed(PeerProcess.of(topology, place).getFirst());
    }

    private void install(Code code) {
        Together.each(PeerProcess.of(topology, place), peer -> lifecycle.install(peer, code));
    }

    private void start(Code code) {
        processes.start(PeerProcess.of(topology, place).stream()
                .map(peer -> peer.chaincode(code))
                .toList());
    }

    /**
     * Every organization approves, each by its own operator; when they have, the definition is committed. One that approved
     * this code before may have approved another definition with it, so all are asked.
     */
    private void agree(Code code, int sequence) {
        if (!approve(code, sequence, _ -> true)) {
            throw NetworkException.of("chaincode.lost", null, topology.name());
        }
        List<PeerProcess> members = PeerProcess.ofEach(topology, place);
        PeerProcess first = members.getFirst();
        Patience.retried(() -> {
            if (lifecycle.committed(first).map(Lifecycle.Committed::sequence).orElse(0) < sequence) {
                lifecycle.commit(members, OrdererProcess.nearest(first), code, sequence);
            }
        });
    }

    /** False if an organization cannot approve this sequence. */
    private boolean approve(Code code, int sequence, Predicate<PeerProcess> who) {
        AtomicBoolean can = new AtomicBoolean(true);
        Together.each(PeerProcess.ofEach(topology, place), peer -> {
            if (who.test(peer)) {
                Patience.retried(() -> {
                    if (!lifecycle.approve(peer, OrdererProcess.nearest(peer), code, sequence)) {
                        can.set(false);
                    }
                });
            }
        });
        return can.get();
    }
}
