package qingshan.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import qingshan.contracts.party.PartyContract;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.embedded.EmbeddedLedger;
import qingshan.gateway.embedded.Settings;
import qingshan.gateway.follower.Rows;
import qingshan.gateway.home.Database;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;

/** The line to the database is cut at a commit: nobody can say what came of it, and asking again makes it happen once. */
class UnknownOutcomeTest {
    private static final String VALID = "SELECT count(*) FROM ledger.transactions WHERE flag = 0 AND block > 0";

    private static final String WRITERS = "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database"
            + " WHERE locktype = 'advisory' AND datname = current_database()";

    @ParameterizedTest
    @EnumSource(value = Relay.Cut.class, names = "NOWHERE", mode = EnumSource.Mode.EXCLUDE)
    void what_is_asked_again_after_a_lost_answer_happens_once(Relay.Cut cut) {
        String url = TestPostgres.freshUrl();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        try (Relay relay = new Relay(port);
                Database direct = Database.openAt(url)) {
            // without named statements each commit is one that can be seen
            String relayed =
                    url.replace(":" + port + "/", ":" + relay.port() + "/") + "&sslmode=disable&prepareThreshold=0";
            Command command = registration();
            try (Database database = Database.openAt(relayed);
                    EmbeddedLedger ledger = open(database)) {
                relay.cut(cut);
                assertThat(ledger.submit(command)).isInstanceOf(Outcome.Unknown.class);
                assertThatThrownBy(() -> ledger.submit(command)).isInstanceOf(LedgerException.class);
            }
            // the server may be a moment late to notice that the line was cut, and the first writer gone
            await().until(() -> Rows.of(direct.source(), WRITERS).equals(List.of("0")));
            assertThat(Rows.of(direct.source(), VALID)).containsExactly(cut == Relay.Cut.BEFORE_ITS_ANSWER ? "1" : "0");
            try (Database database = Database.openAt(relayed);
                    EmbeddedLedger ledger = open(database)) {
                Outcome.Committed first = (Outcome.Committed) ledger.submit(command);
                List<String> state = state(direct);
                Outcome.Committed second = (Outcome.Committed) ledger.submit(command);
                assertThat(second.json()).isEqualTo(first.json());
                assertThat(state(direct)).isEqualTo(state);
            }
        }
    }

    private static List<String> state(Database database) {
        return Rows.of(
                database.source(), "SELECT encode(key, 'hex'), encode(value, 'hex') FROM ledger.state ORDER BY 1");
    }

    private static EmbeddedLedger open(Database database) {
        EmbeddedLedger ledger = EmbeddedLedger.open(
                TestPostgres.home(), database, new Settings("unknown", List.of(new PartyContract())));
        ledger.enroller().enroll("RegistryMSP", "registrar", Map.of("role", "registrar"));
        return ledger;
    }

    private static Command registration() {
        JsonObject market = JsonObject.of("id", UUID.randomUUID().toString())
                .with("occurredAt", now())
                .with("market", UUID.randomUUID().toString().replace("-", ""))
                .with("name", "market")
                .with("mspId", "TradeMSP");
        return new Command(
                new Actor("RegistryMSP", "registrar"),
                "party",
                "RegisterMarket",
                CanonicalJson.write(market),
                Map.of());
    }

    private static String now() {
        String instant = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return instant.replace("Z", ".000Z");
    }
}
