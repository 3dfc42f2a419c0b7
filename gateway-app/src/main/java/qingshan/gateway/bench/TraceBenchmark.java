package qingshan.gateway.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.trace.OwnNames;
import qingshan.gateway.trace.SqlGraph;
import qingshan.gateway.trace.Tracer;
import qingshan.rules.card.Slip;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Packing;
import qingshan.rules.pack.Processing;
import qingshan.rules.pack.Product;
import qingshan.rules.value.Grams;
import qingshan.rules.value.RecordName;

/** A packing run traced back to a thousand lots of leaf, in the rows of the read model. */
final class TraceBenchmark implements Benchmark {
    private static final int LOTS = 1_000;
    private static final int LOTS_QUICK = 50;
    private static final int GROWERS = 16;
    private static final int WARM = 20;
    private static final double GOAL_MS = 200;
    private static final String GTIN = "6901234567892";
    private static final long LOT_GRAMS = 1_000;
    private static final long PACK_GRAMS = 250;
    /** Leaf for one part of made tea, within the policy's band. */
    private static final double RATIO = 4.5;

    @Override
    public String name() {
        return "trace";
    }

    @Override
    public void run(Ground ground, Consumer<Figure> figures) throws InterruptedException {
        Path home = ground.directory().resolve("trace-home");
        int lots = ground.quick() ? LOTS_QUICK : LOTS;
        RecordName run;
        try (Place place = new Place(home)) {
            run = pack(new Village(new Sender(place.ledger()), "trace").found(), lots);
            new Follower(place.database().source()).catchUp(place.ledger());
        }
        try (Place place = new Place(home)) { // PostgreSQL has been stopped and started: it has nothing in its memory
            DataSource source = place.database().source();
            figures.accept(Figure.of(trace(source, run), Figure.Unit.MS, "trace.cold", lots)
                    .atMost(GOAL_MS));
            List<Double> warm = new ArrayList<>();
            for (int i = 0; i < 2 * WARM; i++) {
                double ms = trace(source, run);
                if (i >= WARM) {
                    warm.add(ms);
                }
            }
            Collections.sort(warm);
            figures.accept(Figure.of(warm.get(WARM / 2), Figure.Unit.MS, "trace.warm", lots)
                    .atMost(GOAL_MS));
            try (SqlGraph graph = SqlGraph.open(source)) {
                long behind = graph.back(List.of(run.value())).stream()
                        .map(part -> part.lot())
                        .distinct()
                        .count();
                if (behind != lots + 1) { // the leaf, and the batch that was made of it
                    throw new IllegalStateException("what was traced has other than " + lots + " parent lots");
                }
            }
        }
    }

    /** From the search for the id to the whole answer, connections included, in milliseconds. */
    private static double trace(DataSource source, RecordName run) {
        long began = System.nanoTime();
        try (SqlGraph graph = SqlGraph.open(source);
                OwnNames names = OwnNames.open(source)) {
            Tracer tracer = new Tracer(graph, names);
            tracer.trace(tracer.find(run.value()).getFirst());
        }
        return (System.nanoTime() - began) / 1e6;
    }

    /** Leaf of many lots, made into one batch of tea and packed. */
    private static RecordName pack(Village village, int lots) throws InterruptedException {
        List<Village.Trio> people = Ledgers.atOnce(GROWERS, village::trio);
        HolderKey factory = people.getFirst().factory();
        Rows rows = new Rows(village);
        for (int i = 0; i < lots; i++) {
            rows.slip(Slip.Source.HARVEST, people.get(i % GROWERS).grower().card(), factory.card(), LOT_GRAMS);
        }
        rows.flush();
        long leaf = lots * LOT_GRAMS;
        long packs = (long) (leaf / RATIO / PACK_GRAMS);
        Processing processing = new Processing(
                Village.SEASON,
                factory.card(),
                Village.GRADE,
                new Grams(leaf),
                Village.GRADE,
                new Grams(packs * PACK_GRAMS),
                null,
                village.at(),
                EveryCommand.signers(factory));
        JsonObject made = village.sender()
                .send(
                        Staff.CLERK,
                        new PackCommand.RecordProcessing(
                                null,
                                processing,
                                EveryCommand.signatures(
                                        "processing", Records.write(processing, Processing.class), factory)));
        village.sender()
                .send(
                        Staff.REGISTRAR,
                        new PackCommand.RegisterProduct(
                                village.next(),
                                village.at(),
                                new Product(
                                        GTIN,
                                        factory.card(),
                                        null,
                                        null,
                                        null,
                                        new Grams(PACK_GRAMS),
                                        null,
                                        null,
                                        null,
                                        null)));
        Packing packing = new Packing(
                Village.SEASON,
                factory.card(),
                EveryCommand.record(made),
                GTIN,
                new Grams(PACK_GRAMS),
                packs,
                null,
                village.at(),
                EveryCommand.signers(factory));
        return EveryCommand.record(village.sender()
                .send(
                        Staff.CLERK,
                        new PackCommand.RecordPacking(
                                null,
                                packing,
                                EveryCommand.signatures("packing", Records.write(packing, Packing.class), factory))));
    }
}
