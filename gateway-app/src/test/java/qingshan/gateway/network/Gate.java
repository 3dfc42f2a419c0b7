package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static qingshan.gateway.ledger.Probe.command;
import static qingshan.gateway.ledger.Probe.query;
import static qingshan.gateway.ledger.Probe.saw;
import static qingshan.gateway.ledger.Probe.step;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.fabric.FabricLedger;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Outcome;

/** A gateway of an organization, and somebody who works there. */
record Gate(Database database, FabricLedger ledger, Actor actor) implements AutoCloseable {
    static Gate of(TestNetwork network, String mspId, String role) {
        Home home = network.home(mspId);
        Database database = TestPostgres.fresh();
        FabricLedger ledger = FabricLedger.open(home, database, network.enroller(home));
        Actor actor = ledger.enroller().enroll(mspId, "staff", Map.of("role", role));
        Gate gate = new Gate(database, ledger, actor);
        gate.awaitWorking();
        return gate;
    }

    /** Peers that have just come up do not know of one another for a moment. */
    void awaitWorking() {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> get(put("well")).equals("well"));
    }

    String put(String value) {
        String key = "n" + UUID.randomUUID();
        assertThat(ledger.submit(command(actor, step("put", key, value)))).isInstanceOf(Outcome.Committed.class);
        return key;
    }

    String get(String key) {
        return saw(ledger.read(query(actor, step("get", key)))).getFirst();
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
    }
}
