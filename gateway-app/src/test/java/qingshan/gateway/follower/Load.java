package qingshan.gateway.follower;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Story.LEAF;
import static qingshan.rules.testing.Story.MARKET;
import static qingshan.rules.testing.Story.SCALE;
import static qingshan.rules.testing.Story.SEASON;
import static qingshan.rules.testing.Submitters.IMPORTER;
import static qingshan.rules.testing.World.id;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.ledger.Outcome;
import qingshan.rules.Command;
import qingshan.rules.Opening;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.batch.BatchEntry;
import qingshan.rules.batch.ImportRun;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Slip;
import qingshan.rules.json.JsonObject;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Packing;
import qingshan.rules.pack.Processing;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.party.Witnesses;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;
import qingshan.rules.value.Area;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Imports many slips, as an import sends them: batches of 200, adopted, unsigned, priced in private. */
public final class Load {
    private static final int GROWERS = 200;
    private static final int ENTRIES = 200;
    private static final Text FIRST = new Text("一级");
    private static final Witnesses MARKETS = new Witnesses(MARKET, SCALE, List.of());

    private final County county;
    private final Digest run;
    private final List<BatchEntry> entries = new ArrayList<>();
    private final List<@Nullable Opening> openings = new ArrayList<>();
    private long now = new LedgerTime("2026-03-10T22:00:00.000Z").epochMilli();
    private int batch;
    private long line;

    /** A county in which everything is there that an import needs. */
    public Load(County county) {
        this.county = county;
        county.submit(Story.prepared());
        ImportRun.File file = new ImportRun.File(new Text("slips.csv"), Digest.of("slips"));
        run = ImportRun.of(List.of(file.sha256()));
        submit(new BatchCommand.OpenRun(at(), run, MARKET, SEASON, List.of(file)), JsonObject.EMPTY);
        for (int i = 0; i < GROWERS; i++) {
            Id party = id("load party " + i);
            Id plot = id("load plot " + i);
            add(
                    "parties",
                    grower(i).value(),
                    new PartyCommand.RegisterParty(
                            null, at(), party, PartyKind.HOUSEHOLD, new Text("村" + i % 20), Digest.of("party " + i)),
                    null);
            add("cards", grower(i).value(), new CardCommand.IssueCard(null, at(), grower(i), party), null);
            add(
                    "plots",
                    plot.value(),
                    new OriginCommand.RegisterPlot(
                            null, at(), plot, party, new Area(9_000_000), new Text("龙井43"), new Text("村" + i % 20)),
                    null);
            add(
                    "entitlements",
                    grower(i).value(),
                    new OriginCommand.AdoptEntitlement(null, at(), grower(i), SEASON, List.of(plot)),
                    null);
        }
        flush();
    }

    private static Id grower(int i) {
        return id("load grower " + i % GROWERS);
    }

    /**
     * Growers sell leaf to the factory.
     *
     * @return the names of the slips, and so of the lots
     */
    public List<RecordName> harvests(int count) {
        List<RecordName> lots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lots.add(slip(Slip.Source.HARVEST, grower(i), Story.FACTORY, 1_000 + i % 1_000));
        }
        flush();
        return lots;
    }

    /** Growers sell leaf to the trader, who sells it on to the factory in slips of so many lots. */
    public void throughTheTrader(int count, int together) {
        for (int i = 0; i < count; i += together) {
            for (int j = 0; j < together; j++) {
                slip(Slip.Source.HARVEST, grower(i + j), Story.TRADER, 1_000);
            }
            slip(Slip.Source.HOLDING, Story.TRADER, Story.FACTORY, 1_000L * together);
        }
        flush();
    }

    /** The factory makes tea of all the leaf it holds that came in so many grams, and packs some of it. */
    public RecordName processAndPack(long leafGrams, String number) {
        Text batchNumber = new Text("B" + number);
        Text runNumber = new Text("R" + number);
        RecordName lot = RecordName.row(MARKET, SEASON, "processing", batchNumber);
        add(
                "processing",
                batchNumber.value(),
                new PackCommand.RecordProcessing(
                        null,
                        new Processing(
                                SEASON,
                                Story.FACTORY,
                                FIRST,
                                new Grams(leafGrams),
                                FIRST,
                                new Grams(leafGrams * 10 / 45),
                                batchNumber,
                                at(),
                                MARKETS),
                        List.of()),
                null);
        add(
                "packing",
                runNumber.value(),
                new PackCommand.RecordPacking(
                        null,
                        new Packing(
                                SEASON,
                                Story.FACTORY,
                                lot,
                                "6900034092504",
                                new Grams(250),
                                4,
                                runNumber,
                                at(),
                                MARKETS),
                        List.of()),
                null);
        flush();
        return RecordName.row(MARKET, SEASON, "packing", runNumber);
    }

    private RecordName slip(Slip.Source source, Id seller, Id buyer, long grams) {
        Text number = new Text("L" + (100_000_000 + line));
        Opening opening = World.opening(new Grams(grams), 16_000, "salt " + number);
        Slip slip = new Slip(
                SEASON,
                source,
                seller,
                buyer,
                LEAF,
                FIRST,
                new Grams(grams),
                at(),
                null,
                new Text("LY" + number),
                number,
                opening.commitment(),
                MARKETS);
        add("slips", number.value(), new CardCommand.RecordSlip(null, slip, List.of()), opening);
        return RecordName.row(MARKET, SEASON, "slips", number);
    }

    private void add(String table, String number, Command command, @Nullable Opening opening) {
        entries.add(new BatchEntry(table, ++line, number, command.occurredAt(), World.entry(command), null));
        openings.add(opening);
        if (entries.size() == ENTRIES) {
            flush();
        }
    }

    private void flush() {
        if (!entries.isEmpty()) {
            submit(
                    new BatchCommand.RecordBatch(at(), ImportRun.batch(run, batch), run, batch, entries),
                    World.openings(openings));
            batch++;
            entries.clear();
            openings.clear();
        }
    }

    private void submit(Command command, JsonObject secret) {
        Outcome outcome = county.submit(IMPORTER, command.getClass().getSimpleName(), World.json(command), secret);
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(((Outcome.Committed) outcome).json()).matches("\\{(\"ACCEPTED\":\\d+|\"next\":0)}");
    }

    private LedgerTime at() {
        now += 1_000;
        return LedgerTime.ofEpochMilli(now);
    }
}
