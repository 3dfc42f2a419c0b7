package qingshan.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qingshan.rules.Command;
import qingshan.rules.Decisions;
import qingshan.rules.Event;
import qingshan.rules.Opening;
import qingshan.rules.batch.BatchRules;
import qingshan.rules.batch.ImportRun;
import qingshan.rules.lot.Holding;
import qingshan.rules.lot.Holds;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.origin.Certificate;
import qingshan.rules.origin.Entitlement;
import qingshan.rules.origin.Grant;
import qingshan.rules.origin.Inspection;
import qingshan.rules.origin.Plot;
import qingshan.rules.pack.Product;
import qingshan.rules.party.Card;
import qingshan.rules.party.Market;
import qingshan.rules.party.Party;
import qingshan.rules.party.Witnessing;
import qingshan.rules.policy.Edition;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.testing.RandomRecords;
import qingshan.rules.testing.Sealed;

/** Whatever can be in a command, an event or the state comes back from its JSON as it was. */
class RecordsRoundTripTest {
    private static final long SEED = 20261121L;
    private static final int ROUNDS = 100;

    private static final List<Class<? extends Record>> STORED = List.of(
            Decisions.Executed.class,
            Opening.class,
            BatchRules.Recorded.class,
            ImportRun.class,
            Holding.class,
            Holds.Part.class,
            LedgerRecord.class,
            Certificate.class,
            Entitlement.class,
            Grant.class,
            Inspection.class,
            Plot.class,
            Product.Registered.class,
            Card.class,
            Market.class,
            Party.class,
            Witnessing.Used.class,
            Edition.class,
            SeasonPolicy.class);

    static Stream<Class<?>> commands() {
        return Sealed.records(Command.class).stream().map(c -> c);
    }

    static Stream<Class<?>> events() {
        return Sealed.records(Event.class).stream().map(c -> c);
    }

    static Stream<Class<?>> stored() {
        return STORED.stream().map(c -> c);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_comes_back(Class<?> type) {
        RandomRecords random = new RandomRecords(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            Command command = (Command) random.next(type);
            JsonObject json = Records.write(command, Command.class);
            assertThat(Records.read(parsed(json), Command.class))
                    .as("seed %d", SEED)
                    .isEqualTo(command);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_comes_back(Class<?> type) {
        RandomRecords random = new RandomRecords(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            Event event = (Event) random.next(type);
            JsonObject json = Records.write(event, Event.class);
            assertThat(Records.read(parsed(json), Event.class))
                    .as("seed %d", SEED)
                    .isEqualTo(event);
        }
    }

    @ParameterizedTest
    @MethodSource("stored")
    void every_stored_record_comes_back(Class<? extends Record> type) {
        RandomRecords random = new RandomRecords(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            Record record = random.next(type);
            JsonObject json = Records.write(record, Record.class);
            assertThat((Object) Records.read(parsed(json), type))
                    .as("seed %d", SEED)
                    .isEqualTo(record);
        }
    }

    private static JsonObject parsed(JsonObject json) {
        byte[] bytes = CanonicalJson.bytes(json);
        JsonObject parsed = JsonParser.stored(bytes);
        assertThat(CanonicalJson.bytes(parsed)).isEqualTo(bytes);
        return parsed;
    }
}
