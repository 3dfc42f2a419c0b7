package qingshan.gateway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
    private static final int PREFIX_DIGITS = 8;

    private final Village village;
    private final Digest run;
    private final List<BatchEntry> entries = new ArrayList<>();
    private JsonObject openings = JsonObject.EMPTY;
    private final int size;
    private final String prefix;
    private final Consumer<qingshan.gateway.ledger.Command> out;
    private int next;
    private int line;

    /** Batches of the most rows that there can be, sent as soon as each is full. */
    Rows(Village village) {
        this(
                village,
                "rows",
                Bounds.ENTRIES_MAX,
                batch -> mustBeTaken(village.sender().send(batch)));
    }

    /**
     * Batches of a run of its own.
     *
     * @param name tells runs of one village apart
     * @param size of a batch
     * @param out takes each as it is full
     */
    Rows(Village village, String name, int size, Consumer<qingshan.gateway.ledger.Command> out) {
        this.village = village;
        this.size = size;
        this.out = out;
        // a row counts once by its number, whichever run brings it
        prefix = Digest.of(name).value().substring(0, PREFIX_DIGITS);
        List<ImportRun.File> files = List.of(new ImportRun.File(new Text("slips.csv"), Digest.of(name)));
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

    /** A slip that both holders signed. */
    void signedSlip(Village.Trio people, int number) {
        Opening opening = village.opening(Village.SIGNED_GRAMS);
        add("slips", village.signed(people, number, opening), opening);
    }

    /** A row of any table; the name of the record that it makes, if it makes one. */
    String add(String table, Command command, @Nullable Opening opening) {
        String number = prefix + "%09d".formatted(++line);
        if (opening != null) {
            openings = openings.with(Integer.toString(entries.size()), Records.write(opening, Opening.class));
        }
        JsonObject json = Records.write(command, Command.class);
        entries.add(new BatchEntry(table, line, number, command.occurredAt(), json, null));
        if (entries.size() == size) {
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
        out.accept(Sender.submission(
                Staff.IMPORTER,
                new BatchCommand.RecordBatch(village.at(), ImportRun.batch(run, next), run, next, List.copyOf(entries)),
                openings));
        next++;
        entries.clear();
        openings = JsonObject.EMPTY;
    }

    /** No row of a benchmark may be refused. */
    static void mustBeTaken(JsonObject answer) {
        Json accepted = answer.get("ACCEPTED");
        if (answer.members().size() != 1 || accepted == null) {
            throw new IllegalStateException("a batch of a benchmark was not taken: " + answer);
        }
    }
}
