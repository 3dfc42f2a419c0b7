package qingshan.gateway.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.Command;
import qingshan.rules.Opening;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.batch.BatchEntry;
import qingshan.rules.batch.ImportRun;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Slip;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Rows of a market's records that go onto a ledger in batches, as an import sends them. Every one must be taken. */
final class Rows {
    private final Village village;
    private final Digest run;
    private final List<BatchEntry> entries = new ArrayList<>();
    private JsonObject openings = JsonObject.EMPTY;
    private int next;
    private int line;

    Rows(Village village) {
        this.village = village;
        List<ImportRun.File> files = List.of(new ImportRun.File(new Text("slips.csv"), Digest.of("rows")));
        run = ImportRun.of(List.of(files.getFirst().sha256()));
        village.sender()
                .send(
                        Staff.IMPORTER,
                        new BatchCommand.OpenRun(village.at(), run, village.market(), Village.SEASON, files));
    }

    /** A slip that the market attests. */
    void slip(Slip.Source source, Id seller, Id buyer, long grams) {
        Opening opening = village.opening(grams);
        Witnesses market = new Witnesses(village.market(), Village.SCALE, List.of());
        Slip slip = village.slip(source, seller, buyer, grams, opening, null, market);
        add("slips", new CardCommand.RecordSlip(null, slip, List.of()), opening);
    }

    /** A row of any table; the name of the record that it makes, if it makes one. */
    String add(String table, Command command, @Nullable Opening opening) {
        String number = "R%09d".formatted(++line);
        if (opening != null) {
            openings = openings.with(Integer.toString(entries.size()), Records.write(opening, Opening.class));
        }
        JsonObject json = Records.write(command, Command.class);
        entries.add(new BatchEntry(table, line, number, command.occurredAt(), json, null));
        if (entries.size() == Bounds.ENTRIES_MAX) {
            flush();
        }
        return number;
    }

    /** The record that a row makes. */
    RecordName record(String table, String number) {
        return RecordName.row(village.market(), Village.SEASON, table, new Text(number));
    }

    /** Sends what waits. */
    void flush() {
        if (entries.isEmpty()) {
            return;
        }
        JsonObject answer = village.sender()
                .send(Sender.submission(
                        Staff.IMPORTER,
                        new BatchCommand.RecordBatch(
                                village.at(), ImportRun.batch(run, next), run, next, List.copyOf(entries)),
                        openings));
        Json accepted = answer.get("ACCEPTED");
        if (answer.members().size() != 1 || accepted == null) {
            throw new IllegalStateException("a batch of a benchmark was not taken: " + answer);
        }
        next++;
        entries.clear();
        openings = JsonObject.EMPTY;
    }
}
