package qingshan.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import qingshan.gateway.events.Progress;
import qingshan.gateway.label.LabelFormat;
import qingshan.gateway.staff.ApiTokens;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.TestGateway;
import qingshan.gateway.web.Wire;

/** Who asks for much and does not read it is cut off, and nothing is kept for it meanwhile. */
@Timeout(90)
class SlowReaderTest {
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final int ROWS = 20_000;
    private static final int ROW_BYTES = 1_500;
    private static final int LABELS = 40_000;
    /** What the machine itself takes from the gateway before anybody reads. */
    private static final int IN_THE_LINE_MAX = 10 << 20;

    private static TestGateway gateway;
    private static String token;

    @BeforeAll
    static void start() {
        Patience patience = new Patience(Duration.ofSeconds(30), 1_000, SILENCE, 2);
        gateway = TestGateway.start(patience, TestGateway.UNLIMITED);
        gateway.account("importer", Role.IMPORTER);
        token = new ApiTokens(gateway.db()).issue("importer").orElseThrow();
        gateway.db()
                .update(
                        "INSERT INTO read.market (market, name, msp_id)"
                                + " SELECT lpad(n::text, 32, '0'), repeat('x', ?), 'TradeMSP' FROM generate_series(1, ?) n",
                        ROW_BYTES,
                        ROWS);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Wire asked(String path) throws IOException {
        return asked(path, "Authorization: Bearer " + token);
    }

    private static Wire asked(String path, String whom) throws IOException {
        return new Wire(gateway.url(), 4_096).send("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + whom + "\r\n\r\n");
    }

    private static long rowsRead() {
        return gateway.db()
                .one(
                        "SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_user_tables"
                                + " WHERE schemaname = 'read' AND relname = 'market'",
                        row -> row.getLong(1))
                .orElseThrow();
    }

    @Test
    void a_list_that_nobody_reads_is_not_made_and_cut_off() throws IOException {
        try (Wire wire = asked("/api/v1/markets.csv")) {
            assertThat(wire.head()).startsWith("HTTP/1.1 200");
            await().pollDelay(SILENCE.multipliedBy(2)).until(() -> true);
            assertThat(rowsRead()).isBetween(1L, ROWS / 2L);
            String rest = wire.all();
            assertThat(rest.length()).isLessThan(IN_THE_LINE_MAX);
            assertThat(rest).doesNotContain("\r\n0\r\n\r\n");
        }
        try (Wire wire = asked("/api/v1/markets.csv")) {
            long all = wire.head().length();
            int part = 1 << 20;
            String last = wire.read(part);
            while (last.length() == part) {
                all += part;
                last = wire.read(part);
            }
            assertThat(all).as("for who reads it").isGreaterThan((long) ROWS * ROW_BYTES / 2);
        }
    }

    @Test
    void a_sheet_of_labels_that_nobody_reads_is_cut_off() throws IOException {
        String run = "command/11111111-2222-4333-8444-555555555555";
        gateway.db().update("""
                INSERT INTO read.record (name, kind, grams, occurred_at, recorded_at, recorded_later, adopted, witness,
                    msp_id, digest, block, tx)
                VALUES (?, 'packing', 1, now(), now(), false, false, 'market', 'TradeMSP', '', 0, 0)""", run);
        gateway.db().update("INSERT INTO read.run VALUES (?, ?, '6901234567892', 100, ?)", run, run, LABELS);
        gateway.db().update("INSERT INTO read.chunk VALUES (?, 1, ?, '', ?)", run, LABELS, run);
        String cookie = "Cookie: " + gateway.signedIn("clerk", Role.MARKET_CLERK);
        String sheet = "/runs/sheet.pdf?run=" + run + "&format="
                + LabelFormat.ALL.getFirst().name() + "&size=20&stretches=1-";
        // for who reads it; the first that is made may take the machine longer than this gateway's silence
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            try (Wire wire = asked(sheet + 1, cookie + "\r\nConnection: close")) {
                return wire.all().contains("%%EOF");
            }
        });
        try (Wire wire = asked(sheet + LABELS, cookie)) {
            assertThat(wire.head()).startsWith("HTTP/1.1 200");
            // it is made more slowly than a list, the more so beside other tests, and the machine itself takes some
            // megabytes of it
            await().timeout(SILENCE.multipliedBy(17))
                    .pollDelay(SILENCE.multipliedBy(15))
                    .until(() -> true);
            assertThat(wire.all()).doesNotContain("%%EOF");
        }
    }

    @Test
    void events_that_nobody_reads_are_not_kept_and_cut_off() throws IOException {
        Progress progress = gateway.bean(Progress.class);
        try (Wire wire = asked("/api/v1/events")) {
            assertThat(wire.head()).startsWith("HTTP/1.1 200");
            int told = 200_000;
            for (int i = 0; i < told; i++) {
                progress.tell(new Progress.Step("import", "noise", i, 0, Progress.State.RUNNING));
            }
            String rest = wire.all();
            assertThat(rest.split("event: progress", -1).length).isLessThan(told / 2);
        }
    }
}
