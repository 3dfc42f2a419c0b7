package qingshan.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.model.plain.Model;
import qingshan.model.plain.Sent;
import qingshan.rules.Decision;
import qingshan.rules.Decisions;
import qingshan.rules.Events;
import qingshan.rules.Refusal;
import qingshan.rules.Submitter;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.state.KeyOrder;
import qingshan.rules.state.State;
import qingshan.rules.value.LedgerTime;

/** The rules over a map, with as little between them as can be: a transaction sees none of its own writes. */
final class DirectLedger implements Driver {
    private final TreeMap<String, byte[]> committed = new TreeMap<>(KeyOrder.BY_CODE_POINT);
    private final StateFacts facts = new StateFacts();

    @Override
    public Reply send(Sent sent) {
        Transaction transaction = new Transaction("");
        try {
            Decision decision = Decisions.decide(
                    transaction,
                    sent.type(),
                    JsonParser.object(sent.json()),
                    new Submitter(sent.who().mspId(), sent.who().attributes()),
                    LedgerTime.ofEpochMilli(sent.at()),
                    JsonParser.object(sent.secret().json()));
            assertThat(Events.read(Events.write(decision.events()))).isEqualTo(decision.events());
            transaction.commit();
            return new Reply(Model.ACCEPTED, CanonicalJson.write(decision.answer()));
        } catch (Refusal no) {
            assertThat(transaction.writes).as("writes of a refused command").isEmpty();
            JsonObject message = JsonParser.object(String.valueOf(no.getMessage()));
            assertThat(message.text("code")).isEqualTo(no.code().name());
            return new Reply(no.code().name(), CanonicalJson.write(no.detail()));
        }
    }

    @Override
    public Map<String, String> facts() {
        return facts.all();
    }

    private final class Transaction implements State {
        private final String prefix;
        private final TreeMap<String, Optional<byte[]>> writes = new TreeMap<>(KeyOrder.BY_CODE_POINT);
        private final Map<String, Transaction> collections = new TreeMap<>();

        /** What the keys of a collection begin with. */
        Transaction(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public byte @Nullable [] get(String key) {
            return committed.get(prefix + key);
        }

        @Override
        public void range(String from, String to, Visitor visitor) {
            NavigableMap<String, byte[]> rows = committed.subMap(prefix + from, true, prefix + to, false);
            for (Map.Entry<String, byte[]> row : rows.entrySet()) {
                if (!visitor.visit(row.getKey().substring(prefix.length()), row.getValue())) {
                    return;
                }
            }
        }

        @Override
        public void put(String key, byte[] value) {
            writes.put(key, Optional.of(value));
        }

        @Override
        public void create(String key, byte[] value) {
            assertThat(get(key))
                    .as("what lies under the key to create: %s", key)
                    .isNull();
            put(key, value);
        }

        @Override
        public void delete(String key) {
            assertThat(get(key))
                    .as("what lies under the key to delete: %s", key)
                    .isNotNull();
            writes.put(key, Optional.empty());
        }

        @Override
        public State collection(String name) {
            return collections.computeIfAbsent(name, Transaction::new);
        }

        void commit() {
            writes.forEach((key, value) -> {
                if (value.isPresent()) {
                    committed.put(prefix + key, value.get());
                } else {
                    committed.remove(prefix + key);
                }
                facts.written(key, value.map(bytes -> new String(bytes, UTF_8)).orElse(null));
            });
            collections.values().forEach(Transaction::commit);
        }
    }
}
