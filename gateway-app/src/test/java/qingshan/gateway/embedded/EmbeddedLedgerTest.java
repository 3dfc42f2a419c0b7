package qingshan.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static qingshan.gateway.ledger.Probe.command;
import static qingshan.gateway.ledger.Probe.query;
import static qingshan.gateway.ledger.Probe.saw;
import static qingshan.gateway.ledger.Probe.step;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import qingshan.contracts.party.PartyContract;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.LedgerContract;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.ProbeContract;
import qingshan.gateway.ledger.Refusals;
import qingshan.proof.Audit;
import qingshan.proof.AuditOptions;
import qingshan.proof.AuditResult;
import qingshan.proof.Verdict;
import qingshan.proof.export.ExportHeader;
import qingshan.proof.export.ExportWriter;
import qingshan.rules.value.LedgerTime;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedLedgerTest extends LedgerContract {

    private static final Settings SETTINGS = new Settings("test", List.of(new ProbeContract()));

    private final Database database = TestPostgres.fresh();
    private final EmbeddedLedger ledger = EmbeddedLedger.open(TestPostgres.home(), database, SETTINGS);

    @BeforeAll
    void enrol() {
        ledger.enroller().enroll("TradeMSP", "clerk", Map.of("role", "market-clerk"));
        ledger.enroller().enroll("BankMSP", "officer", Map.of("role", "loan-officer"));
    }

    @AfterAll
    void close() {
        ledger.close();
        database.close();
    }

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected Actor trade() {
        return new Actor("TradeMSP", "clerk");
    }

    @Override
    protected Actor bank() {
        return new Actor("BankMSP", "officer");
    }

    @Test
    void what_it_writes_stands_up_to_an_audit() throws IOException {
        Settings settings = new Settings("test", List.of(new PartyContract()));
        try (Database own = TestPostgres.fresh();
                EmbeddedLedger real = EmbeddedLedger.open(TestPostgres.home(), own, settings)) {
            Actor registrar = real.enroller().enroll("RegistryMSP", "registrar", Map.of("role", "registrar"));
            String market = "{\"id\":\"6f1c2f0e-2f6b-4a57-9d0b-4b8e6a1f3c2d\",\"occurredAt\":\""
                    + LedgerTime.ofEpochMilli(Instant.now().toEpochMilli())
                    + "\",\"market\":\"00112233445566778899aabbccddeeff\",\"name\":\"浙南茶叶市场\","
                    + "\"mspId\":\"TradeMSP\"}";
            assertThat(real.submit(new Command(registrar, "party", "RegisterMarket", market, Map.of())))
                    .isInstanceOf(Outcome.Committed.class);

            ByteArrayOutputStream export = new ByteArrayOutputStream();
            ExportWriter writer = new ExportWriter(
                    export,
                    new ExportHeader(
                            "qingshan", Identities.MEMBERS.stream().sorted().toList()));
            long height = real.height().block();
            real.follow(Position.START, block -> {
                write(writer, block.getBlock().toByteArray());
                return block.getBlock().getHeader().getNumber() < height;
            });
            writer.finish();

            AuditResult result =
                    Audit.run(new ByteArrayInputStream(export.toByteArray()), AuditOptions.at(Instant.now()));
            assertThat(result.offence()).isNull();
            assertThat(result.verdict()).isEqualTo(Verdict.CONSISTENT);
            assertThat(result.counts().blocks()).isEqualTo(height + 1);
        }
    }

    @Test
    void everything_is_there_after_closing_and_opening_again() {
        String url = TestPostgres.freshUrl();
        Position height;
        try (Database first = Database.openAt(url);
                EmbeddedLedger before = EmbeddedLedger.open(TestPostgres.home(), first, SETTINGS)) {
            saw(before.submit(command(trade(), step("put", "a", "1"))));
            saw(before.submit(command(trade(), step("put", "a", "2"), step("put", "b", "3"))));
            height = before.height();
        }
        try (Database second = Database.openAt(url);
                EmbeddedLedger after = EmbeddedLedger.open(TestPostgres.home(), second, SETTINGS)) {
            assertThat(after.height()).isEqualTo(height);
            assertThat(saw(after.read(query(trade(), step("get", "a"), step("get", "b")))))
                    .containsExactly("2", "3");
            assertThat(after.submit(command(trade(), step("put", "a", "4"))))
                    .isInstanceOfSatisfying(
                            Outcome.Committed.class,
                            committed -> assertThat(committed.block()).isEqualTo(height.block() + 1));
        }
    }

    @Test
    void a_closed_ledger_says_that_it_is_closed() {
        try (Database own = TestPostgres.fresh()) {
            EmbeddedLedger closed = EmbeddedLedger.open(TestPostgres.home(), own, SETTINGS);
            closed.close();
            closed.close();
            assertThatThrownBy(() -> closed.submit(command(trade(), step("put", "a", "1"))))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("ledger is closed");
            assertThatThrownBy(() -> closed.read(query(trade(), step("get", "a"))))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("ledger is closed");
        }
    }

    @Test
    void a_second_writer_is_told_who_the_first_one_is() {
        Settings second = new Settings("import", List.of(new ProbeContract()));
        assertThatThrownBy(() -> EmbeddedLedger.open(TestPostgres.home(), database, second))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("test (process " + ProcessHandle.current().pid() + ", since ");
    }

    @Test
    void it_refuses_a_database_that_does_not_keep_what_it_commits() throws SQLException {
        try (Database lax = TestPostgres.fresh()) {
            execute(
                    lax,
                    "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database()"
                            + " || ' SET synchronous_commit = off'; END $$");
            assertThatThrownBy(() -> EmbeddedLedger.open(TestPostgres.home(), lax, SETTINGS))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("synchronous_commit = off");
        }
    }

    @Test
    void a_proposal_dated_back_or_ahead_is_refused() {
        for (Duration off : List.of(Duration.ofMinutes(-5), Duration.ofMinutes(5))) {
            Outcome outcome = ledger.submit(
                    command(trade(), step("put", "dated", "x")),
                    () -> Instant.now().plus(off));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.code()).isEqualTo(Refusals.TIME_WINDOW));
        }
        assertThat(saw(ledger.read(query(trade(), step("get", "dated"))))).containsExactly("-");
    }

    @Test
    void when_its_connection_is_lost_it_stops_and_says_so() throws SQLException {
        try (Database own = TestPostgres.fresh();
                EmbeddedLedger lost = EmbeddedLedger.open(TestPostgres.home(), own, SETTINGS)) {
            saw(lost.submit(command(trade(), step("put", "a", "1"))));
            execute(
                    own,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name LIKE 'qingshan test pid%' AND datname = current_database()");
            assertThatThrownBy(() -> lost.submit(command(trade(), step("put", "a", "2"))))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("The ledger stopped: the database went away");
            assertThatThrownBy(() -> lost.submit(command(trade(), step("put", "a", "3"))))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("The ledger stopped: the database went away");
            assertThat(saw(lost.read(query(trade(), step("get", "a"))))).containsExactly("1");
        }
    }

    @Test
    void keys_of_another_home_are_refused(@TempDir Path directory) {
        String url = TestPostgres.freshUrl();
        try (Database own = Database.openAt(url)) {
            EmbeddedLedger.open(TestPostgres.home(), own, SETTINGS).close();
            assertThatThrownBy(() -> EmbeddedLedger.open(Home.at(directory), own, SETTINGS))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("not those of the ledger");
        }
    }

    private static void write(ExportWriter writer, byte[] block) {
        try {
            writer.block(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
