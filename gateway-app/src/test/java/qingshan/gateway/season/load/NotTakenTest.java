package qingshan.gateway.season.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.report.Report;
import qingshan.gateway.report.ReportFiles;
import qingshan.gateway.season.SeasonDirectory;
import qingshan.gateway.season.SeasonTable;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import qingshan.rules.value.LedgerTime;

/** Whatever an import brings and the ledger does not take over is named in its report. */
class NotTakenTest {
    private static final String LONG = "9".repeat(65);

    @TempDir
    private Path temp;

    private final ImportHarness harness = new ImportHarness();
    private SeasonDirectory season = new SeasonDirectory(Path.of(""));

    @BeforeEach
    void write() {
        season = SeasonDirectory.empty(temp);
        season.rows(SeasonTable.PARTIES, "H,张三,茶农,云边村", "F,某厂,企业,云边村");
        season.rows(SeasonTable.PLOTS, "P,H,1,鸠坑,云边村,119.1,28.1");
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void a_season_that_is_taken_whole_names_nothing() {
        assertThat(notTaken(harness.report(temp))).isEmpty();
        assertThat(harness.text(harness.run(temp, harness.ledger), Locale.ENGLISH))
                .doesNotContain("Not taken over");
    }

    @Test
    void what_a_contract_and_what_the_importer_refused_is_named_with_code_detail_and_what_to_do() throws IOException {
        season.write("season.json", SeasonDirectory.SETTINGS.replace("per_mu\": 100", "per_mu\": 99999"));
        season.rows(SeasonTable.PLOTS, "P,H,999999999999.999,鸠坑,云边村,119.1,28.1");
        season.rows(SeasonTable.CERTIFICATES, LONG + ",茶青,10,云边村,2025-03-02,F,自检");
        season.rows(SeasonTable.SLIPS, "S1,2025-03-02 06:00:00,C1,F,H,茶青,一级,10,10.00,100.00,,");
        Map<String, Object> report = harness.report(temp);
        assertThat(notTaken(report))
                .containsExactly(
                        "entitlements plots.csv 2 H TOO_LARGE",
                        "certificates certificates.csv 2 " + LONG + " BAD_TEXT");
        assertThat(String.valueOf(report.get("not_taken")))
                .contains("field=certificate", "Shorten it", "Send less at once");
        assertThat(report.get("outcomes")).isEqualTo(Map.of("slip.OVER_ENTITLEMENT", 1L));

        try (Report found = harness.open(temp)) {
            Path csv = temp.resolve("report.csv");
            new ReportFiles(found, Locale.ENGLISH).write(csv);
            assertThat(Files.readString(csv))
                    .contains("What,File,Line,Number,Reason,In words,Detail,What to do")
                    .contains("entitlement of card,plots.csv,2,H,TOO_LARGE,too large,");
        }
        assertThat(harness.text(harness.run(temp, harness.ledger), Locale.CHINESE))
                .contains("账本没有采信的内容", "plots.csv:2  额度，卡 H  TOO_LARGE 过大", "合格证 999");
    }

    @Test
    void an_approved_scale_that_was_retired_does_not_come_back_with_the_next_season() throws SQLException {
        season.rows(SeasonTable.SLIPS, "S1,2025-03-02 06:00:00,C1,F,H,茶青,一级,10,10.00,100.00,,");
        assertThat(notTaken(harness.report(temp))).isEmpty();
        retire("C1");
        season.write(
                "season.json",
                SeasonDirectory.SETTINGS
                        .replace("2025-test", "2025-summer")
                        .replace("2025-03-01", "2025-06-01")
                        .replace("2025-03-31", "2025-06-30"));
        season.rows(SeasonTable.SLIPS, "S1,2025-06-02 06:00:00,C1,F,H,茶青,一级,10,10.00,100.00,,");
        Map<String, Object> report = harness.report(temp);
        assertThat(notTaken(report)).containsExactly("scales null null C1 SCALE_RETIRED");
        assertThat(report.get("outcomes")).isEqualTo(Map.of("slip.UNKNOWN_SCALE", 1L));
        assertThat(harness.text(harness.run(temp, harness.ledger), Locale.ENGLISH))
                .contains("  scale C1  SCALE_RETIRED scale retired", "have the registry register it again");
    }

    private void retire(String scale) throws SQLException {
        String market;
        try (Connection connection = harness.database.source().getConnection()) {
            market = Ids.of(connection).market(LedgerCalls.MARKET).value();
        }
        JsonObject command = JsonObject.of("id", UUID.randomUUID().toString())
                .with(
                        "occurredAt",
                        LedgerTime.ofEpochMilli(Instant.now().toEpochMilli()).value())
                .with("market", market)
                .with("scale", scale);
        Outcome outcome = harness.ledger.submit(new Command(
                harness.ledger.enroller().enroll("TradeMSP", "clerk", Map.of("role", "market-clerk")),
                "party",
                "RetireScale",
                CanonicalJson.write(command),
                Map.of()));
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
    }

    private static List<String> notTaken(Map<String, Object> report) {
        List<String> all = new ArrayList<>();
        for (Object one : (List<?>) report.getOrDefault("not_taken", List.of())) {
            Map<?, ?> not = (Map<?, ?>) one;
            all.add(not.get("what") + " " + not.get("file") + " " + not.get("line") + " " + not.get("number") + " "
                    + not.get("reason"));
        }
        return all;
    }
}
