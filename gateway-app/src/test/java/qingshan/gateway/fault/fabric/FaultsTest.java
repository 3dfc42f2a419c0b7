package qingshan.gateway.fault.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.fault.SmallDisk;
import qingshan.gateway.network.NetworkProcesses;

/** What strikes a gateway and its organization's own part of a network; two organizations and one orderer are enough for it. */
@Tag("faults")
class FaultsTest extends OnNetwork {
    private static final int DISK_MB = 64;
    private static final Duration A_WHILE = Duration.ofSeconds(20);

    FaultsTest() {
        super("small");
    }

    @Test
    void the_gateway_is_killed() {
        trial().run("kill -9 of the gateway", extent().times(), _ -> blows().killGateway());
    }

    @Test
    void a_peer_is_killed() {
        List<String> peers = trial().scene().peers();
        trial().run("kill -9 of a peer", extent().times(), time -> blows().kill(peers.get(time % peers.size())));
    }

    @Test
    void a_chaincode_process_is_killed() {
        List<String> peers = trial().scene().peers();
        trial().run(
                        "kill -9 of a chaincode process",
                        extent().times(),
                        time -> blows().kill(NetworkProcesses.chaincodeOf(peers.get(time % peers.size()))));
    }

    @Test
    void postgresql_is_killed() {
        trial().run("kill -9 of PostgreSQL", extent().times(), _ -> blows().killPostgres());
    }

    @Test
    void each_is_stopped_for_a_while() {
        String own = trial().scene().peers().getFirst();
        stopped("the gateway", () -> List.of(trial().scene().gateway().process()));
        stopped("its peer", () -> List.of(blows().running(own)));
        stopped("its chaincode process", () -> List.of(blows().running(NetworkProcesses.chaincodeOf(own))));
        stopped("the orderer", () -> List.of(blows().running(blows().leader())));
        stopped("PostgreSQL", trial().scene().gateway()::postgres);
    }

    private void stopped(String what, Supplier<List<ProcessHandle>> processes) {
        trial().run(
                        "SIGSTOP of " + what + " for " + extent().stopped().toSeconds() + " s",
                        1,
                        _ -> blows().stop(extent().stopped(), processes.get()));
    }

    @Test
    void replies_are_dropped_after_the_orderer_took_the_envelope() {
        int wanted = extent().replies();
        List<Blows.Span> mute = new ArrayList<>();
        List<Chain.Entry> dropped = new ArrayList<>();
        while (dropped.size() < wanted && mute.size() < 20 * wanted) {
            Chain chain = trial().run("replies dropped", wanted / 4, _ -> {
                mute.add(blows().dropReplies());
                return Trial.Struck.now(() -> true);
            });
            Set<String> unanswered = trial().scene().gateway().unanswered();
            dropped.clear();
            // sent again they can only have been when the line was whole again: it was the first sending that was taken
            chain.entries().stream()
                    .filter(Chain.Entry::valid)
                    .filter(entry -> unanswered.contains(entry.txId()))
                    .filter(entry -> mute.stream().anyMatch(span -> span.holds(entry)))
                    .forEach(dropped::add);
            trial().note("replies dropped after the orderer took the envelope, so far: " + dropped.size());
        }
        assertThat(dropped).hasSizeGreaterThanOrEqualTo(wanted);
    }

    @Test
    void the_event_stream_is_cut() {
        trial().run("event stream cut, " + extent().cuts() + " times", 1, _ -> blows().cutStream(extent().cuts()));
    }

    @Test
    void an_endorser_lives_in_another_country() {
        String chaincode = NetworkProcesses.chaincodeOf(trial().scene().peers().getLast());
        List<Blows.Span> abroad = new ArrayList<>();
        Chain chain = trial().run(
                        "an endorser with another locale and time zone",
                        1,
                        _ -> blows().otherwise(chaincode, Altered.TURKISH, Altered::turkish, A_WHILE, abroad::add));
        // both must endorse here: whatever was committed, they agreed on
        assertThat(chain.entries().stream().filter(Chain.Entry::valid))
                .allMatch(entry -> entry.endorsers().size() == 2);
        assertThat(chain.entries().stream().filter(Chain.Entry::valid).filter(abroad.getFirst()::holds))
                .as("committed while one of them lived abroad")
                .isNotEmpty();
    }

    @Test
    void a_peers_disk_is_full(@TempDir Path temp) throws Exception {
        assumeThat(SmallDisk.isToBeHad(temp))
                .as("a small file system cannot be mounted here (that takes root): a full disk of a peer is not tried")
                .isTrue();
        String own = trial().scene().peers().getFirst();
        try (SmallDisk disk = SmallDisk.mount(temp.resolve("disk"), DISK_MB)) {
            blows().onSmallDisk(own, disk);
            try {
                trial().run("a full disk of the gateway's peer", 1, _ -> blows().fill(own, disk, A_WHILE));
            } finally {
                blows().offSmallDisk(own, disk);
            }
        }
    }
}
