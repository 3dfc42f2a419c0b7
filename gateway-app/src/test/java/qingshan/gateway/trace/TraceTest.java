package qingshan.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.embedded.BlockStore;
import qingshan.gateway.follower.County;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.follower.Load;
import qingshan.gateway.follower.Row;
import qingshan.gateway.follower.Row.PartRow;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.gateway.follower.Rows;
import qingshan.gateway.proof.Export;
import qingshan.gateway.trace.Trace.Branch;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.testing.Story;

/** Traces over the read model and over an export of the same ledger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceTest {
    private Path directory = Path.of("");
    private final County county = new County();
    private RecordGraph graph = noGraph();
    private RecordGraph export = noGraph();

    @BeforeAll
    void tell(@TempDir Path temporary) {
        directory = temporary;
        county.submit(Story.told());
        new Follower(county.database().source()).catchUp(county.ledger());
        graph = SqlGraph.open(county.database().source());
        export = ExportGraph.read(exported(county));
    }

    @AfterAll
    void close() {
        graph.close();
        county.close();
    }

    @Test
    void an_export_says_the_same_as_the_read_model_of_every_record_and_card() {
        List<String> ids = new ArrayList<>(rows("SELECT name FROM read.record"));
        ids.addAll(rows("SELECT card FROM read.card"));
        for (String id : ids) {
            assertThat(trace(export, id)).as(id).isEqualTo(trace(graph, id));
        }
        assertThat(ids).hasSizeGreaterThan(12);
    }

    @Test
    void a_packing_run_leads_back_to_the_plot_and_says_who_stands_behind_each_step() {
        Trace trace = trace(graph, rows("SELECT record FROM read.run").getFirst());
        Branch run = trace.back().getFirst();
        assertThat(path(run)).containsExactly("packing", "processing", "slip", "slip");
        Branch made = run.branches().getFirst();
        Branch resold = made.branches().getFirst();
        Branch harvested = resold.branches().getFirst();
        assertThat(made.grams()).isEqualTo(run.grams());
        assertThat(resold.standing()).isEqualTo(new Standing(Standing.Word.RECORDED_BY_THE_MARKET, false));
        assertThat(harvested.standing()).isEqualTo(new Standing(Standing.Word.CONFIRMED_BY_THE_OTHER_PARTY, false));
        assertThat(harvested.grams()).isEqualTo(resold.grams());
        assertThat(trace.growers()).singleElement().satisfies(grower -> {
            assertThat(grower.card()).isEqualTo(Story.GROWER.value());
            assertThat(grower.village()).isEqualTo("上垟村");
            assertThat(grower.share()).isEqualTo(10_000);
            assertThat(grower.grams())
                    .isEqualTo(made.branches().stream().mapToLong(Branch::grams).sum());
        });
        assertThat(trace.plots())
                .singleElement()
                .satisfies(plot -> assertThat(plot.standing().word()).isEqualTo(Standing.Word.AUTHORITY));
    }

    @Test
    void a_lot_leads_forward_to_its_packs_and_a_reversed_slip_is_not_on_the_way() {
        Trace trace = trace(graph, only("SELECT name FROM read.record WHERE number = 'LS0000001'"));
        assertThat(trace.packs()).isNotEmpty();
        assertThat(all(trace.forward())).noneMatch(record -> record.reversedBy() != null || record.reverses() != null);
        assertThat(trace.holds()).isNotEmpty();
        assertThat(trace.inspections()).isNotEmpty();
    }

    @Test
    void a_trader_who_made_nothing_is_traced_through_what_passed_its_hands() {
        Trace trace = trace(graph, Story.TRADER.value());
        assertThat(trace.growers())
                .extracting(Trace.Grower::card)
                .containsExactlyInAnyOrder(Story.GROWER.value(), Story.NEIGHBOUR.value());
        assertThat(trace.packs()).isNotEmpty();
    }

    @Test
    void grams_that_leave_a_lot_are_those_that_its_takers_took_or_somebody_holds() {
        for (String lot : rows("SELECT lot FROM read.lot l JOIN read.record r ON r.name = l.lot")) {
            Trace trace = trace(graph, lot);
            Branch root = trace.forward().getFirst();
            long taken = root.branches().stream().mapToLong(Branch::grams).sum();
            assertThat(taken).as(lot).isLessThanOrEqualTo(root.grams());
        }
    }

    @Test
    void a_number_that_several_things_have_gives_candidates_and_an_unknown_one_none() {
        Tracer tracer = new Tracer(graph, Names.NONE);
        assertThat(tracer.find("LS0000001")).hasSize(1);
        assertThat(tracer.find("nothing of the kind")).isEmpty();
        String gtin = rows("SELECT gtin FROM read.run").getFirst();
        assertThat(tracer.find(gtin)).hasSameSizeAs(rows("SELECT record FROM read.run WHERE gtin = '" + gtin + "'"));
    }

    @Test
    void it_reads_as_text_in_both_languages_and_as_json() {
        Trace trace = trace(graph, rows("SELECT record FROM read.run").getFirst());
        assertThat(text(trace, Locale.ENGLISH))
                .contains("Where it comes from", "confirmed by the other party", "first-in-first-out", "上垟村");
        assertThat(text(trace, Locale.CHINESE)).contains("从哪里来", "对方确认", "市场见证", "先进先出", "主管部门");
        String json = CanonicalJson.write(Records.write(trace, Trace.class));
        assertThat(JsonParser.object(json).members()).containsKeys("subject", "back", "forward", "growers", "packs");
    }

    @Test
    void a_file_that_is_no_export_is_refused_in_one_sentence() throws IOException {
        Path file = Files.writeString(directory.resolve("no export"), "nothing");
        assertThatThrownBy(() -> ExportGraph.read(file))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("export");
        assertThatThrownBy(() -> ExportGraph.read(directory.resolve("missing"))).isInstanceOf(TraceException.class);
    }

    @Test
    void a_pack_of_a_thousand_lots_leads_back_to_all_their_growers() {
        try (County large = new County()) {
            Load load = new Load(large);
            load.throughTheTrader(800, 10);
            load.harvests(200);
            String run = load.processAndPack(800 * 1_000 + 200 * 1_000 + 199 * 200 / 2, "1")
                    .value();
            new Follower(large.database().source()).catchUp(large.ledger());
            try (RecordGraph rows = SqlGraph.open(large.database().source())) {
                Trace trace = trace(rows, run);
                assertThat(trace.growers()).hasSize(200);
                assertThat(trace.growers().stream().mapToInt(Trace.Grower::lots).sum())
                        .isEqualTo(1_000);
                assertThat(trace.growers().stream()
                                .mapToLong(Trace.Grower::grams)
                                .sum())
                        .isEqualTo(1_019_900);
                assertThat(trace(ExportGraph.read(exported(large)), run)).isEqualTo(trace);
            }
        }
    }

    private Path exported(County from) {
        Path file = directory.resolve(from.database().hashCode() + ".export");
        new Export(new BlockStore(from.database())).write(file, number -> {});
        return file;
    }

    private static Trace trace(RecordGraph graph, String id) {
        Tracer tracer = new Tracer(graph, Names.NONE);
        return tracer.trace(tracer.find(id).getFirst());
    }

    private static String text(Trace trace, Locale locale) {
        StringWriter out = new StringWriter();
        TraceText.write(trace, locale, false, new PrintWriter(out));
        return out.toString();
    }

    private static List<String> path(Branch branch) {
        List<String> kinds = new ArrayList<>(List.of(branch.record().kind()));
        if (!branch.branches().isEmpty()) {
            kinds.addAll(path(branch.branches().getFirst()));
        }
        return kinds;
    }

    private static List<RecordRow> all(List<Branch> branches) {
        List<RecordRow> records = new ArrayList<>();
        for (Branch branch : branches) {
            records.add(branch.record());
            records.addAll(all(branch.branches()));
        }
        return records;
    }

    private List<String> rows(String sql) {
        return Rows.of(county.database().source(), sql);
    }

    private String only(String sql) {
        assertThat(rows(sql)).hasSize(1);
        return rows(sql).getFirst();
    }

    static RecordGraph noGraph() {
        return new RecordGraph() {
            @Override
            public <R extends Row> List<R> rows(Class<R> type, String column, Collection<String> values) {
                return List.of();
            }

            @Override
            public List<PartRow> back(Collection<String> records) {
                return List.of();
            }

            @Override
            public List<PartRow> forward(Collection<String> records) {
                return List.of();
            }

            @Override
            public void close() {}
        };
    }
}
