package qingshan.gateway.fault.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import qingshan.gateway.network.NetworkProcesses;

/** What strikes the orderers of a county, of which one of four may be away; and an endorser that runs other code. */
@Tag("faults")
class OrdererFaultsTest extends OnNetwork {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration A_WHILE = Duration.ofSeconds(20);
    private static final String ALTERED = "peer0.registry";
    private static final String ALTERED_MSP = "RegistryMSP";

    OrdererFaultsTest() {
        super("county");
    }

    @Test
    void the_leader_is_killed() {
        trial().run("kill -9 of the orderer that leads", extent().times(), _ -> blows().kill(blows().leader()));
    }

    @Test
    void the_leader_is_stopped_for_a_while() {
        trial().run(
                        "SIGSTOP of the orderer that leads, for "
                                + extent().stopped().toSeconds() + " s",
                        1,
                        _ -> blows().stop(extent().stopped(), List.of(blows().running(blows().leader()))));
    }

    @Test
    void nothing_is_acknowledged_while_there_are_too_few() {
        List<String> two = trial().scene().processes().orderers().subList(1, 3);
        String fault = "two of four orderers away for " + extent().quorumless().toSeconds() + " s";
        trial().run(
                        fault,
                        1,
                        _ -> blows().without(two, () -> {
                            // what was ordered before is on its way to the peers
                            LockSupport.parkNanos(QUIET.toNanos());
                            long height = trial().scene().ledger().height().block();
                            long acknowledged =
                                    trial().clients().tally().committed.get();
                            LockSupport.parkNanos(extent().quorumless().toNanos());
                            assertThat(trial().clients().tally().committed.get())
                                    .as("acknowledged while there was no quorum")
                                    .isEqualTo(acknowledged);
                            assertThat(trial().scene().ledger().height().block())
                                    .as("blocks made while there was no quorum")
                                    .isEqualTo(height);
                        }));
    }

    @Test
    void an_endorser_with_altered_code_is_caught() {
        String chaincode = NetworkProcesses.chaincodeOf(ALTERED);
        List<Blows.Span> altered = new ArrayList<>();
        long caughtBefore = trial().scene().gateway().disagreed(ALTERED_MSP, "RecordSlip");
        Chain chain = trial().run(
                        "an endorser with altered code",
                        1,
                        _ -> blows().otherwise(
                                        chaincode,
                                        List.of(),
                                        command -> Altered.code(
                                                command, trial().scene().journals()),
                                        A_WHILE,
                                        altered::add));
        long caught = trial().scene().gateway().disagreed(ALTERED_MSP, "RecordSlip") - caughtBefore;
        trial().note("slips of which the altered code came to another result than others: " + caught);
        assertThat(caught).as("how often the altered code was caught").isPositive();
        List<Set<String>> endorsed = chain.entries().stream()
                .filter(Chain.Entry::valid)
                // the first block may hold what was endorsed before
                .filter(entry -> entry.block() > altered.getFirst().after() + 1)
                .filter(altered.getFirst()::holds)
                .filter(entry -> entry.command().startsWith("card:RecordSlip")
                        && entry.command().contains("\"harvest\""))
                .map(Chain.Entry::endorsers)
                .toList();
        assertThat(endorsed).as("harvest slips committed meanwhile").isNotEmpty();
        assertThat(endorsed).as("endorsed by the altered code").noneMatch(mspIds -> mspIds.contains(ALTERED_MSP));
    }
}
