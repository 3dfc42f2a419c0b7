package qingshan.rules.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Submitters.IMPORTER;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import qingshan.rules.Code;
import qingshan.rules.Opening;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Slip;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.party.Witnesses;
import qingshan.rules.testing.Refused;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Text;

/** What a batch makes of rows that are not as they should be: one outcome each, and the others stand. */
class RowsTest {
    private static final LedgerTime AT = new LedgerTime("2026-03-06T03:00:00.000Z");
    private static final Opening OPENING = World.opening(new Grams(100), 16_000, "salt");
    private static final List<ImportRun.File> FILES =
            List.of(new ImportRun.File(new Text("slips.csv"), Digest.of("bytes")));
    private static final Digest RUN = ImportRun.of(List.of(Digest.of("bytes")));

    private final World world = Story.prepared();

    @BeforeEach
    void open() {
        world.put(IMPORTER, new BatchCommand.OpenRun(AT, RUN, Story.MARKET, Story.SEASON, FILES));
    }

    private static JsonObject slip(Name season) {
        Slip slip = new Slip(
                season,
                Slip.Source.HARVEST,
                Story.NEIGHBOUR,
                Story.TRADER,
                Story.LEAF,
                new Text("一级"),
                new Grams(100),
                AT,
                null,
                null,
                null,
                OPENING.commitment(),
                new Witnesses(Story.MARKET, Story.SCALE, List.of()));
        return World.entry(new CardCommand.RecordSlip(null, slip, List.of()));
    }

    private static BatchEntry row(String table, String number, JsonObject command) {
        return new BatchEntry(table, 2, number, AT, command, null);
    }

    private List<String> outcomes(int index, BatchEntry... entries) {
        List<@Nullable Opening> openings = new ArrayList<>();
        for (BatchEntry entry : entries) {
            openings.add(entry.command() == null ? null : OPENING);
        }
        return world
                .put(
                        IMPORTER,
                        new BatchCommand.RecordBatch(AT, ImportRun.batch(RUN, index), RUN, index, List.of(entries)),
                        World.openings(openings))
                .events()
                .stream()
                .filter(BatchEvent.BatchRecorded.class::isInstance)
                .map(BatchEvent.BatchRecorded.class::cast)
                .flatMap(recorded -> recorded.outcomes().stream())
                .map(Outcome::code)
                .toList();
    }

    @Test
    void a_row_counts_once_also_within_its_batch() {
        JsonObject slip = slip(Story.SEASON);
        assertThat(outcomes(0, row("slips", "A1", slip), row("slips", "A1", slip), row("slips", "A2", slip)))
                .containsExactly("ACCEPTED", "ALREADY_RECORDED", "ACCEPTED");
        assertThat(outcomes(1, row("slips", "A2", slip))).containsExactly("ALREADY_RECORDED");
    }

    @Test
    void a_row_of_another_table_or_season_cannot_count_a_second_time() {
        JsonObject slip = slip(Story.SEASON);
        assertThat(outcomes(
                        0,
                        row("slips", "A1", slip),
                        row("processing", "A1", slip),
                        row("packing", "A1", slip),
                        row("parties", "A1", slip),
                        row("slips", "A3", slip(new Name("2025-spring")))))
                .containsExactly("ACCEPTED", "BAD_VALUE", "BAD_VALUE", "BAD_VALUE", "UNKNOWN_POLICY");
    }

    @Test
    void a_number_that_no_text_can_hold_is_refused_alone() {
        JsonObject slip = slip(Story.SEASON);
        assertThat(outcomes(
                        0,
                        row("slips", "A\u0000", slip),
                        row("slips", "", slip),
                        row("slips", "x".repeat(65), slip),
                        row("slips", "A\udbff\udfff", slip),
                        row("slips", "A1", slip)))
                .containsExactly("BAD_TEXT", "BAD_TEXT", "BAD_TEXT", "BAD_TEXT", "ACCEPTED");
    }

    @Test
    void an_entry_that_is_no_command_is_refused_alone() {
        JsonObject slip = slip(Story.SEASON);
        assertThat(outcomes(
                        0,
                        row("slips", "A1", JsonObject.EMPTY),
                        row("slips", "A2", JsonObject.of("type", "Nothing")),
                        row("slips", "A3", slip.with("id", World.commandId("id").value())),
                        row("slips", "A4", slip.with("more", 1)),
                        row("slips", "A5", slip)))
                .containsExactly("MISSING_FIELD", "BAD_VALUE", "UNKNOWN_FIELD", "UNKNOWN_FIELD", "ACCEPTED");
    }

    @Test
    void the_importer_s_own_refusal_is_kept_with_its_code() {
        BatchEntry.Refused refused = new BatchEntry.Refused("BAD_TIME", JsonObject.of("field", "time"));
        assertThat(outcomes(0, new BatchEntry("slips", 3, "A1", null, null, refused)))
                .containsExactly("BAD_TIME");
        JsonObject unknown = JsonObject.of("code", "NO_SUCH_CODE").with("detail", JsonObject.EMPTY);
        Refused.of(
                Code.BAD_VALUE,
                "refused.code",
                () -> Records.read(
                        JsonObject.of("table", "slips")
                                .with("line", 1)
                                .with("number", "1")
                                .with("refused", unknown),
                        BatchEntry.class));
    }

    @Test
    void batches_of_a_run_follow_one_another_and_are_answered_again() {
        BatchEntry row = row("slips", "A1", slip(Story.SEASON));
        Refused.of(Code.OUT_OF_ORDER, "index", () -> outcomes(1, row));
        assertThat(outcomes(0, row)).containsExactly("ACCEPTED");
        assertThat(outcomes(0, row)).as("a repeat has no events").isEmpty();
        BatchEntry other = row("slips", "A2", slip(Story.SEASON));
        Refused.by(Code.COMMAND_ID_REUSED, () -> outcomes(0, other));
        assertThat(outcomes(1, other)).containsExactly("ACCEPTED");
    }
}
