package qingshan.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.SeasonTable;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.gateway.season.load.Actors;
import qingshan.gateway.season.load.ImportListener;
import qingshan.gateway.season.load.SeasonImport;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;

/** Counts what the batches of an import ask of the state, for each of their rows. */
final class SeasonCalls {
    private static final Set<String> MOVING = Set.of("slips", "processing", "packing");

    private double rows;
    private double gets;
    private double ranges;
    private double puts;

    private SeasonCalls() {}

    /**
     * The average of the rows that move grams, refused ones too, of all batches that hold nothing else.
     *
     * @param slipsAlone whether processing and packing are left out of the season
     */
    static SeasonCalls count(Ground ground, SeasonPlan plan, boolean slipsAlone) throws IOException {
        Path season = ground.directory().resolve("calls-" + slipsAlone);
        SeasonGenerator.write(season, plan);
        if (slipsAlone) {
            for (SeasonTable table : List.of(SeasonTable.PROCESSING, SeasonTable.PACKING)) {
                headingAlone(season.resolve(table.fileName()));
            }
        }
        SeasonCalls calls = new SeasonCalls();
        // a home of its own: what one import was told is accepted, the next would not send
        try (Place place = new Place(ground.directory().resolve("home-" + season.getFileName()));
                CountedLedger ledger =
                        new CountedLedger(actor -> Staff.of(actor).submitter(), calls::taken)) {
            new SeasonImport(
                            place.database().source(),
                            ledger,
                            new Actors(Staff.IMPORTER.actor(), Staff.REGISTRAR.actor()),
                            InstantSource.system(),
                            new Silent())
                    .run(SeasonFiles.open(season));
        }
        return calls;
    }

    double each() {
        return (gets + ranges + puts) / rows;
    }

    double gets() {
        return gets / rows;
    }

    double ranges() {
        return ranges / rows;
    }

    double puts() {
        return puts / rows;
    }

    private void taken(String transaction, JsonObject command, CountedState counts) {
        if (transaction.equals("RecordBatch") && command.get("entries") instanceof JsonArray entries) {
            Set<String> tables =
                    entries.elements().stream().map(SeasonCalls::table).collect(Collectors.toSet());
            if (MOVING.containsAll(tables)) {
                rows += entries.elements().size();
                gets += counts.gets();
                ranges += counts.ranges();
                puts += counts.puts();
            }
        }
    }

    private static String table(Json entry) {
        return entry instanceof JsonObject object ? String.valueOf(object.text("table")) : "";
    }

    private static void headingAlone(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int end = 0;
        while (all[end] != '\n') {
            end++;
        }
        Files.write(file, Arrays.copyOf(all, end + 1));
    }

    /** Nobody watches. */
    private static final class Silent implements ImportListener {
        @Override
        public void staged(long rows) {}

        @Override
        public void decided(long done, long all) {}
    }
}
