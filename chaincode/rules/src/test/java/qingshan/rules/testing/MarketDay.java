package qingshan.rules.testing;

import static qingshan.rules.testing.Submitters.IMPORTER;
import static qingshan.rules.testing.Submitters.REGISTRAR;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Decision;
import qingshan.rules.Opening;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.batch.BatchEntry;
import qingshan.rules.batch.BatchEvent;
import qingshan.rules.batch.ImportRun;
import qingshan.rules.batch.Outcome;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Slip;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Area;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Text;

/**
 * A morning on a leaf market as an import brings it, row by row in time: 120 growers, 18 traders, 6 factories. A grower
 * brings 3 to 25 kg; a trader who has gathered enough of a grade takes it on to a factory.
 */
public final class MarketDay {
    private static final int GROWERS = 120;
    private static final int TRADERS = 18;
    private static final int FACTORIES = 6;
    private static final String[] GRADES = {"特级", "一级", "二级"};
    private static final long START_MS = new LedgerTime("2026-03-05T20:30:00.000Z").epochMilli();
    /** A trader goes on with at least this. */
    private static final long LOAD_GRAMS = 60_000;

    private static final Digest FILE = Digest.of("the day's slips");
    private static final Digest RUN = ImportRun.of(List.of(FILE));

    private final SplittableRandom random = new SplittableRandom(20260305);
    private final World world = Story.prepared();
    private final long[][] held = new long[TRADERS][GRADES.length];
    private List<Outcome> outcomes = List.of();
    private long now = START_MS;
    private int number = 260_000;
    private int batch;
    private int sales;

    private MarketDay() {}

    /** A ledger on which all of them are registered. */
    public static MarketDay opened() {
        MarketDay day = new MarketDay();
        for (int i = 0; i < GROWERS; i++) {
            day.register("grower " + i, PartyKind.HOUSEHOLD);
            day.entitle("grower " + i);
        }
        for (int i = 0; i < TRADERS; i++) {
            day.register("trader " + i, PartyKind.TRADER);
        }
        for (int i = 0; i < FACTORIES; i++) {
            day.register("factory " + i, PartyKind.ENTERPRISE);
        }
        List<ImportRun.File> files = List.of(new ImportRun.File(new Text("slips.csv"), FILE));
        day.world.put(IMPORTER, new BatchCommand.OpenRun(day.time(), RUN, Story.MARKET, Story.SEASON, files));
        return day;
    }

    /** Puts the next rows as one batch; what was counted for it. */
    public CountingState.Calls next(int rows) {
        List<BatchEntry> entries = new ArrayList<>();
        List<@Nullable Opening> openings = new ArrayList<>();
        sales = 0;
        while (entries.size() < rows) {
            Slip slip = load();
            sales += slip == null ? 0 : 1;
            slip = slip == null ? harvest() : slip;
            Opening opening = World.opening(slip.grams(), 16_000, "salt " + number);
            Slip committed = with(slip, opening);
            openings.add(opening);
            entries.add(new BatchEntry(
                    "slips",
                    entries.size() + 2,
                    "LS0" + number,
                    slip.occurredAt(),
                    World.entry(new CardCommand.RecordSlip(null, committed, List.of())),
                    null));
            number++;
        }
        world.state().calls().reset();
        Decision decision = world.put(
                IMPORTER,
                new BatchCommand.RecordBatch(time(), ImportRun.batch(RUN, batch), RUN, batch, entries),
                World.openings(openings));
        batch++;
        outcomes = decision.events().stream()
                .filter(BatchEvent.BatchRecorded.class::isInstance)
                .map(BatchEvent.BatchRecorded.class::cast)
                .flatMap(recorded -> recorded.outcomes().stream())
                .toList();
        return world.state().calls();
    }

    /** What the last batch held. */
    public String mix() {
        return sales + " sales to factories";
    }

    /** What was refused of the last batch. */
    public List<Outcome> refused() {
        return outcomes.stream()
                .filter(outcome -> !outcome.code().equals(Outcome.ACCEPTED))
                .toList();
    }

    private Slip harvest() {
        int trader = random.nextInt(TRADERS);
        int grade = random.nextInt(GRADES.length);
        long grams = random.nextLong(3_000, 25_000);
        held[trader][grade] += grams;
        Id seller = World.id("grower " + random.nextInt(GROWERS));
        return slip(Slip.Source.HARVEST, seller, World.id("trader " + trader), grade, grams);
    }

    private @Nullable Slip load() {
        for (int trader = 0; trader < TRADERS; trader++) {
            for (int grade = 0; grade < GRADES.length; grade++) {
                if (held[trader][grade] >= LOAD_GRAMS) {
                    // most of it: a little stays for the next load
                    long grams = held[trader][grade] - random.nextLong(2_000);
                    held[trader][grade] -= grams;
                    Id factory = World.id("factory " + random.nextInt(FACTORIES));
                    return slip(Slip.Source.HOLDING, World.id("trader " + trader), factory, grade, grams);
                }
            }
        }
        return null;
    }

    private Slip slip(Slip.Source source, Id seller, Id buyer, int grade, long grams) {
        return new Slip(
                Story.SEASON,
                source,
                seller,
                buyer,
                Story.LEAF,
                new Text(GRADES[grade]),
                new Grams(grams),
                time(),
                null,
                new Text("LY0" + number),
                new Text("LS0" + number),
                Digest.of("set below"),
                new Witnesses(Story.MARKET, Story.SCALE, List.of()));
    }

    private static Slip with(Slip s, Opening opening) {
        return new Slip(
                s.season(),
                s.source(),
                s.seller(),
                s.buyer(),
                s.product(),
                s.grade(),
                s.grams(),
                s.occurredAt(),
                s.certificate(),
                s.sample(),
                s.number(),
                opening.commitment(),
                s.witnesses());
    }

    private void register(String name, PartyKind kind) {
        Id party = World.id("party of " + name);
        world.put(REGISTRAR, new PartyCommand.RegisterParty(null, time(), party, kind, null, Digest.of(name)));
        world.put(REGISTRAR, new CardCommand.IssueCard(null, time(), World.id(name), party));
    }

    private void entitle(String name) {
        Id plot = World.id("plot of " + name);
        Id party = World.id("party of " + name);
        world.put(IMPORTER, new OriginCommand.RegisterPlot(null, time(), plot, party, new Area(9_000), null, null));
        world.put(
                IMPORTER,
                new OriginCommand.AdoptEntitlement(null, time(), World.id(name), Story.SEASON, List.of(plot)));
    }

    private LedgerTime time() {
        now += 7_000;
        return LedgerTime.ofEpochMilli(now);
    }
}
