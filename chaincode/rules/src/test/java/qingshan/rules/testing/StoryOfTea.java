package qingshan.rules.testing;

import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.IMPORTER;
import static qingshan.rules.testing.Submitters.INSPECTOR;
import static qingshan.rules.testing.Submitters.REGISTRAR;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Opening;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.batch.BatchEntry;
import qingshan.rules.batch.ImportRun;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Loss;
import qingshan.rules.card.Reversal;
import qingshan.rules.card.Slip;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.origin.Inspection;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.Blending;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Packing;
import qingshan.rules.pack.Processing;
import qingshan.rules.pack.Product;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Day;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** The rest of the {@link Story}: leaf is sold, made into tea, blended, packed, tested, frozen, recalled, imported. */
final class StoryOfTea extends StoryOfHolders {
    private static final Text FIRST = new Text("一级");
    private static final Text SECOND = new Text("二级");
    private static final long FEN_PER_KG = 16_000;
    private static final String GTIN = "6901234567892";

    StoryOfTea(World world) {
        super(world);
    }

    void tell() {
        RecordName leaf = leaf();
        RecordName made = tea();
        RecordName run = pack(made);
        label(run);
        inspect(leaf, run);
        imported();
        wish(true);
        wish(false);
        declare();
        consent();
        dispute(leaf);
        reissue();
    }

    private void wish(boolean signedOnly) {
        CardCommand.Wish wish = new CardCommand.Wish(signedOnly, at(), grower.next());
        world.put(
                CLERK,
                new CardCommand.SetSignedOnly(
                        next(), wish, grower.sign("signed-only", Records.write(wish, CardCommand.Wish.class))));
    }

    /** The grower sells to the trader, and keeps some; the trader sells to the factory, once by mistake. */
    private RecordName leaf() {
        Opening opening = World.opening(new Grams(12_300), FEN_PER_KG, "salt of the first slip");
        Slip slip =
                slip(Slip.Source.HARVEST, GROWER, TRADER, 12_300, at(), "LS0000001", opening, signedBy(grower, trader));
        CardCommand.RecordSlip signed = new CardCommand.RecordSlip(null, slip, List.of());
        RecordName lot = record(world.put(
                CLERK,
                new CardCommand.RecordSlip(null, slip, List.of(grower.sign(signed), trader.sign(signed))),
                opening));
        OriginCommand.Harvest harvest =
                new OriginCommand.Harvest(SEASON, GROWER, SECOND, new Grams(5_000), at(), signedBy(grower));
        OriginCommand.RecordHarvest unsigned = new OriginCommand.RecordHarvest(null, harvest, List.of());
        world.put(CLERK, new OriginCommand.RecordHarvest(null, harvest, List.of(grower.sign(unsigned))));
        Loss loss = new Loss(SEASON, GROWER, LEAF, SECOND, new Grams(200), new Note("失水"), at(), atTheMarket());
        world.put(CLERK, new CardCommand.RecordLoss(next(), loss, List.of()));
        sell(12_000, "LS0000002");
        RecordName wrong = sell(300, "LS0000003");
        Reversal reversal = new Reversal(wrong, new Note("称错"), at(), new Witnesses(MARKET, null, List.of()));
        world.put(CLERK, new CardCommand.ReverseSlip(next(), reversal, List.of()));
        OriginCommand.Promise promise = new OriginCommand.Promise(
                SEASON,
                new Text("HG0000001"),
                FACTORY,
                LEAF,
                new Grams(500),
                new Day("2026-03-05"),
                new Text("青山县"),
                new Text("自我承诺"),
                at(),
                signedBy(factory));
        world.put(
                CLERK,
                new OriginCommand.IssueCertificate(
                        next(),
                        promise,
                        List.of(factory.sign("certificate", Records.write(promise, OriginCommand.Promise.class)))));
        return lot;
    }

    private RecordName sell(long grams, String number) {
        Opening opening = World.opening(new Grams(grams), FEN_PER_KG + 500, "salt of " + number);
        Slip slip = slip(Slip.Source.HOLDING, TRADER, FACTORY, grams, at(), number, opening, atTheMarket());
        return record(world.put(CLERK, new CardCommand.RecordSlip(next(), slip, List.of()), opening));
    }

    /** Two batches of tea, and a blend of both. */
    private RecordName tea() {
        RecordName first = process(11_000, 2_500, FIRST, "JG0000001");
        process(900, 200, SECOND, "JG0000002");
        Blending blending = new Blending(
                SEASON,
                FACTORY,
                MADE,
                List.of(new Blending.Part(FIRST, new Grams(1_000)), new Blending.Part(SECOND, new Grams(200))),
                new Text("拼配一号"),
                new Text("HG0000002"),
                new Text("自我承诺"),
                new Text("PP0000001"),
                at(),
                signedBy(factory));
        PackCommand.RecordBlending unsigned = new PackCommand.RecordBlending(null, blending, List.of());
        world.put(CLERK, new PackCommand.RecordBlending(null, blending, List.of(factory.sign(unsigned))));
        return first;
    }

    private RecordName process(long leaf, long made, Text grade, String number) {
        Processing processing = new Processing(
                SEASON,
                FACTORY,
                FIRST,
                new Grams(leaf),
                grade,
                new Grams(made),
                new Text(number),
                at(),
                signedBy(factory));
        PackCommand.RecordProcessing unsigned = new PackCommand.RecordProcessing(null, processing, List.of());
        return record(
                world.put(CLERK, new PackCommand.RecordProcessing(null, processing, List.of(factory.sign(unsigned)))));
    }

    private RecordName pack(RecordName lot) {
        Product product = new Product(
                GTIN,
                FACTORY,
                new Text("青山绿茶"),
                new Text("Qingshan Green"),
                new Text("绿茶"),
                new Grams(250),
                new Text("GB/T 14456.1"),
                new Text("18"),
                new Text("SC11400000000000"),
                new Text("0578-0000000"));
        world.put(REGISTRAR, new PackCommand.RegisterProduct(next(), at(), product));
        Packing packing =
                new Packing(SEASON, FACTORY, lot, GTIN, new Grams(250), 4, new Text("BZ0000001"), at(), atTheMarket());
        return record(world.put(CLERK, new PackCommand.RecordPacking(next(), packing, List.of())));
    }

    /** The first lot is tested and held back for a while; the run is recalled for good. */
    private void inspect(RecordName lot, RecordName run) {
        CommandId inspection = next();
        Inspection.Item item = new Inspection.Item(
                new Text("联苯菊酯 bifenthrin"),
                new Text("GB 23200.113"),
                new Text("≤ 5 mg/kg"),
                new Text("0.02 mg/kg"),
                true);
        world.put(
                INSPECTOR,
                new OriginCommand.RecordInspection(
                        inspection,
                        at(),
                        lot,
                        new Text("pesticide-residues"),
                        LABORATORY,
                        new Text("LY0000001"),
                        List.of(item),
                        Inspection.Verdict.PASSED,
                        Digest.of("the report's bytes")));
        world.put(INSPECTOR, new OriginCommand.Freeze(next(), at(), lot, inspection, new Note("待复检")));
        world.put(INSPECTOR, new OriginCommand.Release(next(), at(), lot, inspection, new Note("复检合格")));
        OriginCommand.RecallNotice notice =
                new OriginCommand.RecallNotice(run, new Note("包装破损"), new Note("停止销售，退回工厂"), at(), null);
        world.put(INSPECTOR, new OriginCommand.Recall(next(), notice, null));
    }

    /** A row is taken, one is refused by the rules, one by the importer. */
    private void imported() {
        List<ImportRun.File> files = new ArrayList<>();
        for (String name : List.of("season.json", "parties.csv", "slips.csv")) {
            files.add(new ImportRun.File(new Text(name), Digest.of("the bytes of " + name)));
        }
        Digest run = ImportRun.of(files.stream().map(ImportRun.File::sha256).toList());
        world.put(IMPORTER, new BatchCommand.OpenRun(at(), run, MARKET, SEASON, files));
        Opening taken = World.opening(new Grams(3_000), FEN_PER_KG, "salt of a row");
        Opening refused = World.opening(new Grams(900_000), FEN_PER_KG, "salt of another row");
        BatchEntry.Refused badNumber = new BatchEntry.Refused(
                Code.BAD_NUMBER.name(), JsonObject.of("field", "grams").with("value", "十二"));
        List<BatchEntry> entries = List.of(
                row(2, "LS0000011", 3_000, taken),
                row(3, "LS0000012", 900_000, refused),
                new BatchEntry("slips", 4, "LS0000013", null, null, badNumber));
        world.put(
                IMPORTER,
                new BatchCommand.RecordBatch(at(), ImportRun.batch(run, 0), run, 0, entries),
                World.openings(List.of(taken, refused)));
    }

    private BatchEntry row(long line, String number, long grams, Opening opening) {
        LedgerTime at = at();
        Slip slip = slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, grams, at, number, opening, atTheMarket());
        JsonObject command = World.entry(new CardCommand.RecordSlip(null, slip, List.of()));
        return new BatchEntry("slips", line, number, at, command, null);
    }

    private static Slip slip(
            Slip.Source source,
            Id seller,
            @Nullable Id buyer,
            long grams,
            LedgerTime at,
            String number,
            Opening opening,
            Witnesses witnesses) {
        return new Slip(
                SEASON,
                source,
                seller,
                buyer,
                LEAF,
                FIRST,
                new Grams(grams),
                at,
                null,
                null,
                new Text(number),
                opening.commitment(),
                witnesses);
    }

    private static RecordName record(Decision decision) {
        String record = decision.answer().text("record");
        if (record == null) {
            throw new IllegalStateException("no record was kept");
        }
        return new RecordName(record);
    }
}
