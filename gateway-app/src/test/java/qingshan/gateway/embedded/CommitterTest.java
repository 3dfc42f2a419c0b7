package qingshan.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.gateway.ledger.Probe.step;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.home.Database;
import qingshan.gateway.identity.Identity;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Probe;
import qingshan.gateway.ledger.Probe.Step;
import qingshan.gateway.ledger.ProbeContract;

/** Simulations that overlap, one by one, and what Fabric's validator says of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommitterTest {

    private final Database database = TestPostgres.fresh();
    private final Identities identities = new Identities(TestPostgres.home(), InstantSource.system());
    private final Contracts contracts = new Contracts(List.of(new ProbeContract()));
    private final ReadSessions sessions = new ReadSessions(database, "qingshan test reads", 2);
    private final Conflicts conflicts = new Conflicts(0);
    private final Committer committer = committer();
    private final Identity clerk =
            identities.of(identities.enroll("TradeMSP", "clerk", Map.of("role", "market-clerk")));

    private String key = "";

    private Committer committer() {
        EmbeddedLedger.open(TestPostgres.home(), database, new Settings("test", List.of()))
                .close();
        Writer writer = Writer.open(database, "test");
        try {
            Writer.Head head = Objects.requireNonNull(writer.head());
            return new Committer(writer, new Blocks(identities.orderer()), conflicts, head);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    void start() {
        committer.start();
    }

    @AfterAll
    void close() {
        committer.close();
        sessions.close();
        database.close();
    }

    @BeforeEach
    void chooseKey() {
        key = "k" + UUID.randomUUID();
    }

    @Test
    void what_was_read_and_not_changed_is_valid() {
        commit(step("put", key, "1"));
        Endorsed reader = simulate(step("get", key), step("range", key, key + "~", "9"), step("put", key + "2", "x"));
        commit(step("put", "other" + key, "1"));
        assertThat(flag(reader)).isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void a_key_that_was_read_and_written_since_is_a_conflict() {
        Endorsed one = simulate(step("get", key), step("put", key, "1"));
        Endorsed two = simulate(step("get", key), step("put", key, "2"));
        assertThat(flag(one)).isEqualTo(TxValidationCode.VALID);
        assertThat(flag(two)).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    void writing_without_reading_is_no_conflict() {
        Endorsed one = simulate(step("put", key, "1"));
        Endorsed two = simulate(step("put", key, "2"));
        assertThat(flag(one)).isEqualTo(TxValidationCode.VALID);
        assertThat(flag(two)).isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void a_key_that_came_and_went_since_is_as_absent_as_before() {
        Endorsed reader = simulate(step("get", key), step("range", key, key + "~", "9"));
        commit(step("put", key, "1"));
        commit(step("delete", key));
        assertThat(flag(reader)).isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void a_deleted_key_is_a_conflict_for_who_read_it() {
        commit(step("put", key, "1"));
        Endorsed getter = simulate(step("get", key));
        Endorsed ranger = simulate(step("range", key, key + "~", "9"));
        commit(step("delete", key));
        assertThat(flag(getter)).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
        assertThat(flag(ranger)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
    }

    @Test
    void a_new_key_in_a_range_and_a_changed_one_are_phantoms() {
        commit(step("put", key + "b", "1"));
        Endorsed before = simulate(step("range", key, key + "~", "9"));
        Endorsed also = simulate(step("range", key, key + "~", "9"));
        commit(step("put", key + "a", "1"));
        assertThat(flag(before)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
        commit(step("delete", key + "a"));
        assertThat(flag(also)).isEqualTo(TxValidationCode.VALID);
        Endorsed last = simulate(step("range", key, key + "~", "9"));
        commit(step("put", key + "b", "2"));
        assertThat(flag(last)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
    }

    @Test
    void the_end_of_an_exhausted_range_is_not_part_of_it() {
        Endorsed reader = simulate(step("range", key + "a", key + "b", "9"));
        commit(step("put", key + "b", "1"));
        assertThat(flag(reader)).isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void a_range_the_wrong_way_round_is_empty() {
        Endorsed reader = simulate(step("range", key + "b", key + "a", "9"), step("range", key + "a", key + "a", "9"));
        commit(step("put", key + "a", "1"), step("put", key + "b", "1"));
        assertThat(flag(reader)).isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void behind_the_last_page_that_was_read_others_may_write() {
        Step[] puts = new Step[250];
        for (int i = 0; i < puts.length; i++) {
            puts[i] = step("put", "%s.%03d".formatted(key, i), "v");
        }
        commit(puts);
        Endorsed early = simulate(step("range", key + ".", key + "/", "5"));
        Endorsed same = simulate(step("range", key + ".", key + "/", "5"));
        commit(step("put", key + ".2001", "x"));
        assertThat(flag(early)).isEqualTo(TxValidationCode.VALID);
        commit(step("put", key + ".0501", "x"));
        assertThat(flag(same)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
    }

    @Test
    void private_keys_conflict_by_their_hashes() {
        Endorsed one = simulate(step("getPrivate", "prices", key), step("putPrivate", "prices", key, "private"));
        Endorsed two = simulate(step("getPrivate", "prices", key), step("putPrivate", "prices", key, "private"));
        assertThat(flag(one)).isEqualTo(TxValidationCode.VALID);
        assertThat(flag(two)).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    void the_same_transaction_counts_once() {
        Endorsed transaction = simulate(step("put", key, "1"));
        assertThat(flag(transaction)).isEqualTo(TxValidationCode.VALID);
        assertThat(flag(transaction)).isEqualTo(TxValidationCode.DUPLICATE_TXID);
    }

    private void commit(Step... steps) {
        assertThat(flag(simulate(steps))).isEqualTo(TxValidationCode.VALID);
    }

    private TxValidationCode flag(Endorsed transaction) {
        Committer.Verdict verdict = committer.commit(transaction);
        assertThat(verdict).isInstanceOf(Committer.Verdict.Judged.class);
        return ((Committer.Verdict.Judged) verdict).flag();
    }

    /** The simulation stays under way for good, so that what came since is remembered. */
    private Endorsed simulate(Step... steps) {
        long entered = conflicts.enter();
        assertThat(entered).isNotNegative();
        Proposal proposal = Proposal.of(
                Channel.QINGSHAN,
                clerk,
                Instant.now(),
                "probe:run",
                Probe.command(new Actor("TradeMSP", "clerk"), List.of(steps)).json(),
                Map.of("private", "fen".getBytes(StandardCharsets.UTF_8)));
        ReadSession session = sessions.take();
        try {
            SimulationStub stub = new SimulationStub(proposal, session, CollectionMembers.COUNTY);
            String result = contracts.invoke(stub);
            return Endorsed.of(proposal, stub.set(), stub.getEvent(), result, identities.endorser());
        } finally {
            sessions.giveBack(session);
        }
    }
}
