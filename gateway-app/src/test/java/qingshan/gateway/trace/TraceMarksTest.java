package qingshan.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Submitters.CLERK;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qingshan.gateway.embedded.BlockStore;
import qingshan.gateway.follower.County;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.follower.Rows;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.proof.Export;
import qingshan.gateway.trace.Trace.Branch;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Dispute;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Packing;
import qingshan.rules.party.Witnesses;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/** Opening stock, disputed slips, serials and lost cards in traces. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceMarksTest {
    private static final LedgerTime LATER = new LedgerTime("2026-03-06T01:00:00.000Z");
    private static final Witnesses MARKET = new Witnesses(Story.MARKET, Story.SCALE, List.of());
    private static final String OLD_CARD = Story.GROWER.value();
    private static final String NEW_CARD = World.id("second card of the grower").value();

    private final County county = new County();
    private String run = "";
    private RecordName disputed = new RecordName("command/" + World.commandId("none"));
    private RecordGraph graph = TraceTest.noGraph();
    private RecordGraph export = TraceTest.noGraph();

    @BeforeAll
    void tell(@TempDir Path directory) {
        county.submit(Story.told());
        follow();
        run = only("SELECT record FROM read.run");
        disputed = new RecordName(only("SELECT name FROM read.record WHERE number = 'LS0000002'"));
        Dispute dispute = new Dispute(disputed, Story.TRADER, new Note("不是我卖的"), LATER, MARKET);
        submit(
                "DisputeSlip",
                Records.write(
                        new CardCommand.DisputeSlip(World.commandId("dispute"), dispute, List.of()),
                        CardCommand.DisputeSlip.class));
        Packing packing = new Packing(
                Story.SEASON,
                Story.FACTORY,
                new RecordName(only("SELECT name FROM read.record WHERE kind = 'opening-stock'")),
                "6901234567892",
                new Grams(250),
                2,
                null,
                LATER,
                MARKET);
        submit(
                "RecordPacking",
                Records.write(
                        new PackCommand.RecordPacking(World.commandId("packing"), packing, List.of()),
                        PackCommand.RecordPacking.class));
        follow();
        graph = SqlGraph.open(county.database().source());
        Path file = directory.resolve("marks.export");
        new Export(new BlockStore(county.database())).write(file, number -> {});
        export = ExportGraph.read(file);
    }

    @AfterAll
    void close() {
        graph.close();
        county.close();
    }

    @Test
    void opening_stock_is_a_root_that_says_from_when_and_who_said_so() {
        Trace trace = trace(only("SELECT r.record FROM read.run r JOIN read.record p ON p.name = r.record"
                + " WHERE p.occurred_at = '" + LATER.value() + "'"));
        assertThat(trace.growers()).isEmpty();
        assertThat(trace.openings()).singleElement().satisfies(opening -> {
            assertThat(opening.record().reason()).isEqualTo("2025 年库存");
            assertThat(opening.record().maker()).isEqualTo(Story.FACTORY.value());
            assertThat(opening.grams()).isEqualTo(500);
            assertThat(opening.share()).isEqualTo(10_000);
            assertThat(opening.standing()).isEqualTo(new Standing(Standing.Word.RECORDED_BY_THE_MARKET, false));
        });
        assertThat(text(trace, Locale.CHINESE)).contains("期初库存", "2025 年库存");
        assertThat(text(trace, Locale.ENGLISH)).contains("from before the ledger");
    }

    @Test
    void a_card_is_traced_through_its_opening_stock_too() {
        assertThat(trace(Story.FACTORY.value()).openings()).hasSize(1);
    }

    @Test
    void a_disputed_slip_is_marked_wherever_it_is_used() {
        for (String from : List.of(run, disputed.value(), "LS0000001", Story.FACTORY.value())) {
            Trace trace = trace(from);
            assertThat(all(trace)).as(from).anySatisfy(branch -> {
                assertThat(branch.record().name()).isEqualTo(disputed.value());
                assertThat(branch.disputed()).isEqualTo("open");
            });
            assertThat(text(trace, Locale.CHINESE)).contains("· 有争议", "不是我卖的");
            assertThat(text(trace, Locale.ENGLISH)).contains("· DISPUTED");
        }
    }

    @Test
    void a_dispute_that_was_dismissed_is_told_and_leaves_no_mark() {
        Trace trace = trace("LS0000001");
        String slip = trace.back().getFirst().record().name();
        assertThat(trace.disputes())
                .filteredOn(dispute -> dispute.slip().equals(slip))
                .singleElement()
                .satisfies(dispute -> assertThat(dispute.outcome()).isEqualTo("dismissed"));
        assertThat(all(trace))
                .filteredOn(branch -> branch.record().name().equals(slip))
                .isNotEmpty()
                .allMatch(branch -> branch.disputed() == null);
        assertThat(text(trace, Locale.CHINESE)).contains("认定无误", "复核留样与过磅单一致");
    }

    @Test
    void a_run_shows_how_many_serials_are_issued_void_and_on_packs_that_left() {
        Trace trace = trace(run);
        assertThat(trace.packs()).singleElement().satisfies(packs -> {
            assertThat(packs.issued()).isEqualTo(3);
            assertThat(packs.of("void")).isEqualTo(1);
            assertThat(packs.of("dispatched")).isEqualTo(2);
        });
        assertThat(trace.pack()).isNull();
        assertThat(text(trace, Locale.CHINESE)).contains("已赋 3 个，作废 1 个，已发货 2 个", "#1 – #3", "#2");
        assertThat(text(trace, Locale.ENGLISH)).contains("3 issued, 1 void, 2 on packs that left");
    }

    @ParameterizedTest
    @CsvSource({"1, DISPATCHED", "2, VOID", "3, DISPATCHED", "4, NOT_ISSUED"})
    void a_pack_is_traced_by_its_run_and_the_index_of_its_serial(long serial, Trace.Fate fate) {
        Trace trace = trace(run + "#" + serial);
        assertThat(trace.pack()).isNotNull().satisfies(pack -> {
            assertThat(pack.serial()).isEqualTo(serial);
            assertThat(pack.fate()).isEqualTo(fate);
            assertThat(pack.chunk() == null).isEqualTo(fate == Trace.Fate.NOT_ISSUED);
        });
        assertThat(trace.subject().id()).isEqualTo(run + "#" + serial);
        assertThat(trace.back()).isEqualTo(trace(run).back());
        assertThat(trace("BZ0000001#" + serial).pack()).isEqualTo(trace.pack());
        String json = CanonicalJson.write(Records.write(trace, Trace.class));
        assertThat(JsonParser.object(json).members()).containsKeys("pack", "packs");
    }

    @Test
    void only_a_packing_run_has_packs() {
        Tracer tracer = new Tracer(graph, Names.NONE);
        assertThat(tracer.find("LS0000001#1")).isEmpty();
        assertThat(tracer.find(run + "#0")).isEmpty();
        assertThat(tracer.find(run + "#99999999999999999999")).isEmpty();
        assertThat(tracer.find("#")).isEmpty();
    }

    @Test
    void a_lost_card_and_the_one_in_its_place_are_traced_through_the_same_account() {
        Trace lost = trace(OLD_CARD);
        Trace found = trace(NEW_CARD);
        assertThat(found.back()).isEqualTo(lost.back()).isNotEmpty();
        assertThat(found.forward()).isEqualTo(lost.forward());
        assertThat(found.growers()).isEqualTo(lost.growers()).isNotEmpty();
        assertThat(found.held()).isEqualTo(lost.held()).isNotEmpty();
        assertThat(found.lost()).isEqualTo(lost.lost()).singleElement().satisfies(card -> {
            assertThat(card.card()).isEqualTo(OLD_CARD);
            assertThat(card.replacedBy()).isEqualTo(NEW_CARD);
        });
        assertThat(text(found, Locale.CHINESE)).contains("挂失");
        assertThat(text(found, Locale.ENGLISH)).contains("was lost on");
    }

    @Test
    void every_kind_of_record_has_its_words() {
        for (String name : rows("SELECT name FROM read.record")) {
            assertThat(text(trace(name), Locale.CHINESE)).isNotBlank();
            assertThat(text(trace(name), Locale.ENGLISH)).isNotBlank();
        }
    }

    /** Over the read model, which an export must agree with. */
    private Trace trace(String id) {
        Trace trace = trace(graph, id);
        assertThat(trace(export, id)).as(id).isEqualTo(trace);
        return trace;
    }

    private static Trace trace(RecordGraph graph, String id) {
        Tracer tracer = new Tracer(graph, Names.NONE);
        return tracer.trace(tracer.find(id).getFirst());
    }

    private static List<Branch> all(Trace trace) {
        List<Branch> all = new ArrayList<>(trace.back());
        all.addAll(trace.forward());
        for (int i = 0; i < all.size(); i++) {
            all.addAll(all.get(i).branches());
        }
        return all;
    }

    private static String text(Trace trace, Locale locale) {
        StringWriter out = new StringWriter();
        TraceText.write(trace, locale, true, new PrintWriter(out));
        return out.toString();
    }

    private void submit(String type, JsonObject json) {
        assertThat(county.submit(CLERK, type, json, JsonObject.EMPTY)).isInstanceOf(Outcome.Committed.class);
    }

    private void follow() {
        new Follower(county.database().source()).catchUp(county.ledger());
    }

    private List<String> rows(String sql) {
        return Rows.of(county.database().source(), sql);
    }

    private String only(String sql) {
        assertThat(rows(sql)).hasSize(1);
        return rows(sql).getFirst();
    }
}
