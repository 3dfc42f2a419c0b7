package qingshan.gateway.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.home.Database;
import qingshan.gateway.ledger.LedgerException;

/** What is pending is kept before it leaves, and as long as nobody knows its fate. */
class PendingTest {
    private final Database database = TestPostgres.fresh();
    private final Pending pending = Pending.open(database);

    @AfterEach
    void close() {
        pending.close();
        database.close();
    }

    @Test
    void what_was_added_is_there_for_the_next_process() throws SQLException {
        pending.add(sent(1));
        pending.add(sent(2));
        try (Pending other = Pending.open(database)) {
            assertThat(other.olderThan(Duration.ZERO)).containsExactly(sent(1), sent(2));
            assertThat(other.olderThan(Duration.ofMinutes(1))).isEmpty();
        }
    }

    @Test
    void what_was_removed_is_gone_when_it_is_closed() throws SQLException {
        pending.add(sent(1));
        pending.add(sent(2));
        pending.remove(sent(1).txId());
        pending.close();
        assertThat(pending.olderThan(Duration.ZERO)).containsExactly(sent(2));
        assertThatThrownBy(() -> pending.add(sent(3)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void many_add_at_a_time_and_each_finds_its_own() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (var done : threads.invokeAll(IntStream.range(0, 200)
                    .<Callable<Boolean>>mapToObj(number -> () -> {
                        pending.add(sent(number));
                        return pending.olderThan(Duration.ZERO).contains(sent(number));
                    })
                    .toList())) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    @Test
    void what_cannot_be_kept_must_not_be_sent_and_a_removal_is_made_up_for() throws SQLException {
        pending.add(sent(1));
        execute("ALTER TABLE own.pending RENAME TO gone");
        assertThatThrownBy(() -> pending.add(sent(2)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("it was not sent");
        pending.remove(sent(1).txId());
        execute("ALTER TABLE own.gone RENAME TO pending");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(pending.olderThan(Duration.ZERO)).isEmpty());
        pending.add(sent(3));
        assertThat(pending.olderThan(Duration.ZERO)).isEqualTo(List.of(sent(3)));
    }

    @Test
    void nobody_can_say_whether_it_is_kept_when_its_submitter_was_interrupted() throws SQLException {
        Thread.currentThread().interrupt();
        boolean kept = pending.add(sent(1));
        assertThat(Thread.interrupted()).as("the interruption is kept").isTrue();
        assertThat(kept).isFalse();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(pending.olderThan(Duration.ZERO)).containsExactly(sent(1)));
    }

    @Test
    void a_database_that_went_away_is_noticed_though_nothing_is_written() throws SQLException {
        pending.add(sent(1));
        pending.mustWork();
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = 'qingshan pending' AND datname = current_database()");
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThatThrownBy(pending::mustWork).isInstanceOf(LedgerException.class));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThatCode(pending::mustWork).doesNotThrowAnyException());
    }

    private static Pending.Sent sent(int number) {
        return new Pending.Sent("%064x".formatted(number), ByteString.copyFromUtf8("envelope " + number));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
