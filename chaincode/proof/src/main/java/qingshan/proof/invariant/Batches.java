package qingshan.proof.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.proof.compact.Fingerprint;
import qingshan.proof.compact.Table;
import qingshan.proof.offence.Kind;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.batch.BatchEntry;
import qingshan.rules.batch.BatchEvent;
import qingshan.rules.batch.BatchRules;
import qingshan.rules.batch.ImportRun;
import qingshan.rules.batch.Outcome;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.lot.Row;
import qingshan.rules.party.Market;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Text;

/** Imports: their runs, and batches that follow one another with an outcome for each row. */
final class Batches {
    /** Goes through one accepted entry. */
    interface Entries {
        void follow(Act act);
    }

    private final Registers registers;
    private final Map<Digest, ImportRun> runs = new HashMap<>();
    /** What a batch said and answered, to which it is held when it comes again. */
    private final Table batches = new Table(2);

    Batches(Registers registers) {
        this.registers = registers;
    }

    void open(Transit transit, BatchCommand.OpenRun c, JsonObject answer) {
        List<String> digests =
                c.files().stream().map(file -> file.sha256().value() + "\n").toList();
        transit.must(
                c.run().equals(Digest.of(String.join("", digests))),
                Kind.BATCH,
                c.run(),
                "the run is not named by its files");
        Market market = registers.market(transit, c.market());
        transit.must(
                market.mspId().equals(transit.submitter().mspId()),
                Kind.ATTESTATION,
                c.market(),
                "the market is another organization's");
        ImportRun old = runs.get(c.run());
        if (old != null) {
            transit.must(
                    old.market().equals(c.market())
                            && old.season().equals(c.season())
                            && old.files().equals(c.files()),
                    Kind.BATCH,
                    c.run(),
                    "the run was opened for something else");
        } else {
            ImportRun run = new ImportRun(c.run(), c.market(), c.season(), c.files(), 0, transit.recordedAt());
            runs.put(c.run(), run);
            transit.expected().create(Keys.run(c.run()), run);
            transit.next(new BatchEvent.RunOpened(run));
        }
        JsonObject should = JsonObject.EMPTY.with("next", old == null ? 0 : old.next());
        transit.must(answer.equals(should), Kind.ANSWER, c.run(), () -> "it should be " + should);
    }

    void record(Transit transit, BatchCommand.RecordBatch c, Parsed parsed, Entries entries) {
        transit.must(
                c.batch().equals(Digest.of(c.run().value() + "/" + c.index())),
                Kind.BATCH,
                c.batch(),
                "the batch is not named by its run and index");
        TreeMap<String, Json> timeless = new TreeMap<>(parsed.json().members());
        timeless.remove("occurredAt");
        Digest digest = Digest.of(new JsonObject(timeless));
        Fingerprint key = Fingerprint.of(c.batch().value());
        Fingerprint known = Fingerprint.in(batches.get(key));
        if (known != null) {
            transit.must(
                    known.equals(saidAndAnswered(digest, parsed.answer())),
                    Kind.BATCH,
                    c.batch(),
                    "the batch came before with other rows, or was answered otherwise");
            return;
        }
        ImportRun run = transit.need(runs.get(c.run()), Kind.BATCH, c.run(), "the run was never opened");
        transit.must(
                registers
                        .market(transit, run.market())
                        .mspId()
                        .equals(transit.submitter().mspId()),
                Kind.ATTESTATION,
                run.market(),
                "the market is another organization's");
        transit.must(run.next() == c.index(), Kind.BATCH, c.batch(), () -> "the run's next batch is " + run.next());
        for (int i = 0; i < c.entries().size(); i++) {
            Act act = i < parsed.entries().size() ? parsed.entries().get(i) : null;
            if (act != null) {
                BatchEntry entry = c.entries().get(i);
                transit.must(act.command().id() == null, Kind.BATCH, entry.number(), "an entry has an id of its own");
                Row row = new Row(run.market(), run.season(), entry.table(), new Text(entry.number()));
                entries.follow(new Act(act.command(), row, act.said()));
            }
        }
        List<Outcome> outcomes = outcomes(transit, c);
        transit.next(new BatchEvent.BatchRecorded(c.batch(), c.run(), c.index(), transit.recordedAt(), outcomes));
        ImportRun next =
                new ImportRun(run.run(), run.market(), run.season(), run.files(), c.index() + 1, run.openedAt());
        runs.put(c.run(), next);
        transit.expected().update(Keys.run(c.run()), next);
        transit.expected().create(Keys.batch(c.batch()), new BatchRules.Recorded(digest, c.run(), c.index(), outcomes));
        JsonObject answer = answer(outcomes);
        transit.must(parsed.answer().equals(answer), Kind.ANSWER, c.batch(), () -> "it should be " + answer);
        Fingerprint now = saidAndAnswered(digest, answer);
        batches.put(key, now.high(), now.low());
    }

    private static Fingerprint saidAndAnswered(Digest digest, JsonObject answer) {
        return Fingerprint.of(digest.value() + CanonicalJson.write(answer));
    }

    /** The outcomes as they are told, if they can be those of the entries: one each, by who decided it. */
    private static List<Outcome> outcomes(Transit transit, BatchCommand.RecordBatch c) {
        BatchEvent.BatchRecorded told = transit.peek(BatchEvent.BatchRecorded.class);
        List<Outcome> outcomes = new ArrayList<>();
        transit.must(
                told.outcomes().size() == c.entries().size(),
                Kind.BATCH,
                c.batch(),
                () -> c.entries().size() + " rows, and " + told.outcomes().size() + " outcomes");
        for (int i = 0; i < c.entries().size(); i++) {
            BatchEntry entry = c.entries().get(i);
            Outcome outcome = told.outcomes().get(i);
            transit.must(
                    fits(entry, outcome),
                    Kind.BATCH,
                    entry.number(),
                    () -> "the outcome is not this row's: " + outcome);
            outcomes.add(outcome);
        }
        return List.copyOf(outcomes);
    }

    private static boolean fits(BatchEntry entry, Outcome outcome) {
        if (!outcome.table().equals(entry.table())
                || outcome.line() != entry.line()
                || !outcome.number().equals(entry.number())) {
            return false;
        }
        BatchEntry.@Nullable Refused refused = entry.refused();
        if (refused != null) {
            return outcome.by() == Outcome.By.IMPORTER
                    && outcome.code().equals(refused.code())
                    && refused.detail().equals(outcome.detail());
        }
        boolean accepted = outcome.code().equals(Outcome.ACCEPTED);
        return outcome.by() == Outcome.By.CONTRACT && accepted == (outcome.detail() == null);
    }

    private static JsonObject answer(List<Outcome> outcomes) {
        TreeMap<String, Long> counts = new TreeMap<>();
        outcomes.forEach(outcome -> counts.merge(outcome.code(), 1L, Long::sum));
        JsonObject answer = JsonObject.EMPTY;
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            answer = answer.with(count.getKey(), count.getValue());
        }
        return answer;
    }
}
