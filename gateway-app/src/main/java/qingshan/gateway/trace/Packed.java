package qingshan.gateway.trace;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.ChunkRow;
import qingshan.gateway.follower.Row.ProductRow;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.gateway.follower.Row.RunRow;
import qingshan.gateway.follower.Row.StretchRow;

/** Packing runs, and what became of their serials. */
final class Packed {
    private final RecordGraph graph;
    private final Map<String, RecordRow> records;
    private final Map<String, String> keptBack;

    Packed(RecordGraph graph, Map<String, RecordRow> records, Map<String, String> keptBack) {
        this.graph = graph;
        this.records = records;
        this.keptBack = keptBack;
    }

    /** The runs among these records. */
    List<Trace.Packs> of(Collection<String> reached) {
        List<RunRow> runs = graph.rows(
                RunRow.class,
                "record",
                reached.stream()
                        .filter(name -> Tracer.need(records, name).kind().equals("packing"))
                        .toList());
        Map<String, ProductRow> products = Tracer.index(
                graph.rows(
                        ProductRow.class,
                        "gtin",
                        runs.stream().map(RunRow::gtin).toList()),
                ProductRow::gtin);
        List<String> names = runs.stream().map(RunRow::record).toList();
        Map<String, List<ChunkRow>> chunks = graph.rows(ChunkRow.class, "run", names).stream()
                .sorted(Comparator.comparingLong(ChunkRow::first))
                .collect(Collectors.groupingBy(ChunkRow::run));
        Map<String, List<StretchRow>> stretches = graph.rows(StretchRow.class, "run", names).stream()
                .sorted(Comparator.comparingLong(StretchRow::first))
                .collect(Collectors.groupingBy(StretchRow::run));
        return runs.stream()
                .map(run -> {
                    RecordRow record = Tracer.need(records, run.record());
                    return new Trace.Packs(
                            record,
                            run,
                            products.get(run.gtin()),
                            Standing.of(record),
                            keptBack.get(run.record()),
                            chunks.getOrDefault(run.record(), List.of()),
                            stretches.getOrDefault(run.record(), List.of()));
                })
                .sorted(Comparator.comparing(Trace.Packs::record, Tracer.BY_TIME))
                .toList();
    }

    /** The pack that was asked for, or null. */
    static Trace.@Nullable Pack pack(Trace.Subject subject, List<Trace.Packs> packs) {
        Long serial = subject.serial();
        if (serial == null) {
            return null;
        }
        Trace.Packs run = packs.getFirst();
        ChunkRow chunk = run.chunks().stream()
                .filter(each -> each.first() <= serial && serial < each.first() + each.count())
                .findFirst()
                .orElse(null);
        StretchRow stretch = run.stretches().stream()
                .filter(each -> each.first() <= serial && serial <= each.last())
                .findFirst()
                .orElse(null);
        return new Trace.Pack(serial, fate(chunk, stretch), chunk, stretch);
    }

    private static Trace.Fate fate(@Nullable ChunkRow chunk, @Nullable StretchRow stretch) {
        if (chunk == null) {
            return Trace.Fate.NOT_ISSUED;
        } else if (stretch == null) {
            return Trace.Fate.ISSUED;
        }
        return stretch.fate().equals("void") ? Trace.Fate.VOID : Trace.Fate.DISPATCHED;
    }
}
