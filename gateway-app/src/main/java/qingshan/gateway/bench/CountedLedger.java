package qingshan.gateway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import qingshan.contracts.Transactions;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.BlockHandler;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.Query;
import qingshan.rules.Decisions;
import qingshan.rules.Refusal;
import qingshan.rules.Submitter;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.value.LedgerTime;

/**
 * The rules over a state in memory that counts what it is asked. It has no blocks, and answers no queries: those are the
 * read model's.
 */
final class CountedLedger implements Ledger {
    private final CountedState state = new CountedState();
    private final Function<Actor, Submitter> submitters;
    private final Map<String, Calls> calls = new TreeMap<>();
    private long height;

    CountedLedger(Function<Actor, Submitter> submitters) {
        this.submitters = submitters;
    }

    /** What the commands of one kind asked of the state. */
    static final class Calls {
        private long commands;
        private long gets;
        private long ranges;
        private long puts;

        long commands() {
            return commands;
        }

        long gets() {
            return gets;
        }

        long ranges() {
            return ranges;
        }

        long puts() {
            return puts;
        }

        long total() {
            return gets + ranges + puts;
        }

        private void add(CountedState state) {
            commands++;
            gets += state.gets();
            ranges += state.ranges();
            puts += state.puts();
        }
    }

    /** What was asked so far by the commands of a transaction that were taken. */
    Calls calls(String transaction) {
        return calls.computeIfAbsent(transaction, name -> new Calls());
    }

    /** What the newest command asked. */
    CountedState newest() {
        return state;
    }

    @Override
    public synchronized Outcome submit(Command command) {
        state.reset();
        byte @Nullable [] secret = command.secret().get(Transactions.PRIVATE);
        try {
            JsonObject answer = Decisions.decide(
                            state,
                            command.transaction(),
                            JsonParser.object(command.json()),
                            submitters.apply(command.actor()),
                            LedgerTime.ofEpochMilli(System.currentTimeMillis()),
                            secret == null ? JsonObject.EMPTY : JsonParser.object(new String(secret, UTF_8)))
                    .answer();
            calls(command.transaction()).add(state);
            return new Outcome.Committed("", ++height, CanonicalJson.write(answer));
        } catch (Refusal no) {
            return new Outcome.Rejected(no.code().name(), CanonicalJson.write(no.detail()), null);
        }
    }

    @Override
    public Answer read(Query query) {
        throw new UnsupportedOperationException("no queries here");
    }

    @Override
    public void follow(Position after, BlockHandler handler) {
        throw new UnsupportedOperationException("no blocks here");
    }

    @Override
    public Position height() {
        return new Position(height);
    }

    @Override
    public void close() {
        calls.clear();
    }
}
