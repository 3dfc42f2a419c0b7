package qingshan.rules.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.Call;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Event;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.lot.Row;
import qingshan.rules.party.Market;
import qingshan.rules.state.Keys;
import qingshan.rules.state.Overlay;
import qingshan.rules.state.ReadCache;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Decides on imports: each entry by the rules of its own command, all in one transaction. */
public final class BatchRules {
    /** Holds that a batch reads ahead; beyond it each lot's own are read when needed. */
    private static final int HOLDS_AHEAD_MAX = 1_000;

    private BatchRules() {}

    /** Decides one entry's command over a state of its own. */
    @FunctionalInterface
    public interface Entries {
        /**
         * Decides.
         *
         * @param index of the entry, by which its private input is known
         * @throws Refusal as the single command does
         */
        Decision decide(State state, JsonObject command, int index, Row row);
    }

    /**
     * What a batch leaves behind.
     *
     * @param digest of the whole command: the same id with another body is refused
     * @param run of the import
     * @param index of the batch
     * @param outcomes in the order of the entries
     */
    public record Recorded(Digest digest, Digest run, int index, List<Outcome> outcomes) {}

    /** Decides one command. */
    public static Decision decide(
            Overlay state, ReadCache reads, BatchCommand command, Digest digest, Call call, Entries entries) {
        return switch (command) {
            case BatchCommand.OpenRun c -> open(state, c, call);
            case BatchCommand.RecordBatch c -> record(state, reads, c, digest, call, entries);
        };
    }

    private static Decision open(State state, BatchCommand.OpenRun c, Call call) {
        List<Digest> digests = c.files().stream().map(ImportRun.File::sha256).toList();
        if (!c.run().equals(ImportRun.of(digests))) {
            throw Refusal.ofField(Code.BAD_VALUE, "run", "is not the digest of the files' digests");
        }
        checkOwner(state, c.market(), "market", call);
        ImportRun old = Values.load(state, Keys.run(c.run()), ImportRun.class);
        if (old != null) {
            if (!old.market().equals(c.market())
                    || !old.season().equals(c.season())
                    || !old.files().equals(c.files())) {
                throw new Refusal(
                        Code.COMMAND_ID_REUSED, JsonObject.of("run", c.run().value()));
            }
            return Decision.of(JsonObject.EMPTY.with("next", old.next()));
        }
        ImportRun run = new ImportRun(c.run(), c.market(), c.season(), c.files(), 0, call.recordedAt());
        Values.save(state, Keys.run(c.run()), run);
        return Decision.of(JsonObject.EMPTY.with("next", 0), new BatchEvent.RunOpened(run));
    }

    private static void checkOwner(State state, Id id, String field, Call call) {
        Market market = Values.load(state, Keys.market(id), Market.class);
        if (market == null) {
            throw Refusal.ofField(Code.UNKNOWN_MARKET, field, "is not registered");
        }
        if (!market.mspId().equals(call.submitter().mspId())) {
            throw Refusal.ofField(Code.NOT_OWNER, field, "is another organization's");
        }
    }

    private static Decision record(
            Overlay state, ReadCache reads, BatchCommand.RecordBatch c, Digest digest, Call call, Entries entries) {
        if (!c.batch().equals(ImportRun.batch(c.run(), c.index()))) {
            throw Refusal.ofField(Code.BAD_VALUE, "batch", "is not the digest of run and index");
        }
        Recorded old = Values.load(state, Keys.batch(c.batch()), Recorded.class);
        if (old != null) {
            if (!old.digest().equals(digest)) {
                throw new Refusal(
                        Code.COMMAND_ID_REUSED, JsonObject.of("batch", c.batch().value()));
            }
            return Decision.of(answer(old.outcomes()));
        }
        ImportRun run = Values.load(state, Keys.run(c.run()), ImportRun.class);
        if (run == null) {
            throw new Refusal(
                    Code.UNKNOWN_RUN,
                    JsonObject.of("field", "run").with("run", c.run().value()));
        }
        checkOwner(state, run.market(), "run", call);
        if (run.next() != c.index()) {
            throw new Refusal(Code.OUT_OF_ORDER, JsonObject.of("field", "index").with("expected", run.next()));
        }
        readAhead(reads, run, c.entries());
        List<Outcome> outcomes = new ArrayList<>(c.entries().size());
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < c.entries().size(); i++) {
            outcomes.add(outcome(state, run, c.entries().get(i), i, entries, events));
        }
        Values.save(state, Keys.run(c.run()), run.withNext(c.index() + 1));
        Values.save(state, Keys.batch(c.batch()), new Recorded(digest, c.run(), c.index(), outcomes));
        events.add(new BatchEvent.BatchRecorded(c.batch(), c.run(), c.index(), call.recordedAt(), outcomes));
        return new Decision(answer(outcomes), events);
    }

    private static Outcome outcome(
            Overlay state, ImportRun run, BatchEntry entry, int index, Entries entries, List<Event> events) {
        BatchEntry.Refused refused = entry.refused();
        if (refused != null) {
            return outcome(entry, refused.code(), refused.detail(), Outcome.By.IMPORTER);
        }
        Overlay own = new Overlay(state);
        try {
            Row row = new Row(run.market(), run.season(), entry.table(), number(entry));
            Decision decision = entries.decide(own, command(entry), index, row);
            own.writeTo(state);
            events.addAll(decision.events());
            return outcome(entry, Outcome.ACCEPTED, null, Outcome.By.CONTRACT);
        } catch (Refusal no) {
            return outcome(entry, no.code().name(), no.detail(), Outcome.By.CONTRACT);
        }
    }

    private static JsonObject command(BatchEntry entry) {
        JsonObject command = entry.command();
        if (command == null) {
            throw new IllegalStateException("an entry has a command or a refusal");
        }
        return command;
    }

    private static Text number(BatchEntry entry) {
        try {
            return new Text(entry.number());
        } catch (IllegalArgumentException e) {
            throw Refusal.ofField(Code.BAD_TEXT, "number", String.valueOf(e.getMessage()));
        }
    }

    private static Outcome outcome(BatchEntry entry, String code, @Nullable JsonObject detail, Outcome.By by) {
        return new Outcome(entry.table(), entry.line(), entry.number(), code, detail, by);
    }

    private static JsonObject answer(List<Outcome> outcomes) {
        TreeMap<String, Long> counts = new TreeMap<>();
        outcomes.forEach(outcome -> counts.merge(outcome.code(), 1L, Long::sum));
        JsonObject answer = JsonObject.EMPTY;
        for (var count : counts.entrySet()) {
            answer = answer.with(count.getKey(), count.getValue());
        }
        return answer;
    }

    /** Whether the row, if it is accepted, is kept as a record of its own. */
    private static boolean isRecord(ImportRun run, BatchEntry entry) {
        try {
            RecordName.row(run.market(), run.season(), entry.table(), new Text(entry.number()));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Neighbouring rows have numbers that begin alike: one range tells of many whether they were adopted before. */
    private static void readAhead(ReadCache reads, ImportRun run, List<BatchEntry> entries) {
        reads.warm(Keys.from(Keys.allHolds()), Keys.below(Keys.allHolds()), HOLDS_AHEAD_MAX);
        TreeMap<String, TreeMap<String, Integer>> prefixes = new TreeMap<>();
        for (BatchEntry entry : entries) {
            String number = entry.number();
            if (entry.command() != null
                    && number.length() > 2
                    && !Character.isSurrogate(number.charAt(number.length() - 3))
                    && isRecord(run, entry)) {
                prefixes.computeIfAbsent(entry.table(), name -> new TreeMap<>())
                        .merge(number.substring(0, number.length() - 2), 1, Integer::sum);
            }
        }
        prefixes.forEach((table, counts) -> counts.forEach((prefix, count) -> {
            if (count > 1) {
                reads.warm(
                        Keys.rowsFrom(run.market(), run.season(), table, prefix),
                        Keys.rowsTo(run.market(), run.season(), table, prefix),
                        Bounds.ENTRIES_MAX);
            }
        }));
    }
}
