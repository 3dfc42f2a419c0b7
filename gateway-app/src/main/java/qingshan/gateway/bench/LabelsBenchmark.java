package qingshan.gateway.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import qingshan.gateway.label.DigitalLink;
import qingshan.gateway.label.Label;
import qingshan.gateway.label.LabelFormat;
import qingshan.gateway.label.LabelPng;
import qingshan.gateway.label.LabelSheet;
import qingshan.gateway.label.LotCode;
import qingshan.gateway.label.QrSize;
import qingshan.gateway.label.Serial;
import qingshan.gateway.label.SerialMaker;
import qingshan.gateway.label.Site;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.RecordName;

/** Labels of a run, from its secret to the bytes of a picture or of a sheet, which go nowhere. */
final class LabelsBenchmark implements Benchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final int SHEET = 10_000;
    private static final int SHEET_QUICK = 240;
    private static final int SHEETS = 3;
    private static final Site SITE = Site.published("https://tea.example.cn");
    private static final RecordName RUN = RecordName.command(new CommandId("00000000-0000-4000-8000-000000000000"));
    private static final String LOT = LotCode.of(RUN);

    private final SerialMaker maker = new SerialMaker(new byte[32]);

    @Override
    public String name() {
        return "labels";
    }

    @Override
    public void run(Ground ground, Consumer<Figure> figures) throws IOException, InterruptedException {
        int[] threads = {1, Runtime.getRuntime().availableProcessors()};
        for (int n : threads) {
            Load.Result pictures = Load.run(n, ground.time(WARM_UP), ground.time(MEASURED), thread -> {
                long[] index = {thread};
                return () -> {
                    Label label = label(maker.serial(RUN, index[0] += n));
                    return LabelPng.of(label, QrSize.DEFAULT, LabelPng.DEFAULT_DPI).length > 0;
                };
            });
            figures.accept(Figure.of(pictures, "labels.png", n));
        }
        int count = ground.quick() ? SHEET_QUICK : SHEET;
        double best = 0;
        for (int i = 0; i < SHEETS; i++) {
            best = Math.max(best, sheet(count));
        }
        figures.accept(Figure.of(best, Figure.Unit.PER_SECOND, "labels.pdf", count));
    }

    /** Labels a second of one sheet. */
    private double sheet(int count) throws IOException {
        List<Serial> serials = maker.chunk(RUN, 1, count);
        Iterator<Label> labels = serials.stream().map(LabelsBenchmark::label).iterator();
        long began = System.nanoTime();
        LabelSheet.write(OutputStream.nullOutputStream(), LabelFormat.ALL.getFirst(), QrSize.DEFAULT, labels);
        return count / ((System.nanoTime() - began) / 1e9);
    }

    private static Label label(Serial serial) {
        return Label.ofPack(SITE, new DigitalLink("6901234567892", LOT, serial.value()), "龙井茶（春茶）特级 250 克");
    }
}
