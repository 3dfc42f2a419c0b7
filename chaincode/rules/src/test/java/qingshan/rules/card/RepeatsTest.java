package qingshan.rules.card;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.card.SlipMaker.AT;
import static qingshan.rules.card.SlipMaker.OPENING;
import static qingshan.rules.card.SlipMaker.openings;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.IMPORTER;
import static qingshan.rules.testing.Submitters.REGISTRAR;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Opening;
import qingshan.rules.json.JsonObject;
import qingshan.rules.party.Witnesses;
import qingshan.rules.testing.Refused;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;
import qingshan.rules.value.Grams;

/** What is sent again, sent late, or sent with another private input. */
class RepeatsTest {
    private static final long NOW = AT.epochMilli();
    private static final long HOUR = 3_600_000;

    private final World world = Story.prepared();
    private final SlipMaker make = new SlipMaker();

    private static CardCommand.RecordSlip marketsWord(String id) {
        Slip slip = SlipMaker.slip(new Witnesses(Story.MARKET, Story.SCALE, List.of()));
        return new CardCommand.RecordSlip(World.commandId(id), slip, List.of());
    }

    @Test
    void the_same_command_gets_its_first_answer_and_changes_nothing() {
        Decision first = world.put(CLERK, marketsWord("id"), openings());
        Map<String, String> before = world.state().contents();
        Decision again = world.put(CLERK, marketsWord("id"), openings(), NOW + HOUR);
        assertThat(again.answer()).isEqualTo(first.answer());
        assertThat(again.events()).isEmpty();
        assertThat(world.state().contents()).isEqualTo(before);
    }

    @Test
    void the_same_id_with_another_body_is_refused() {
        world.put(CLERK, marketsWord("id"), openings());
        CardCommand.IssueCard other =
                new CardCommand.IssueCard(World.commandId("id"), AT, World.id("new"), World.id("party of the grower"));
        Refused.of(Code.COMMAND_ID_REUSED, "id", () -> world.put(CLERK, other));
    }

    @Test
    void a_refused_command_leaves_its_id_free() {
        Refused.by(Code.MISSING_OPENING, () -> world.put(CLERK, marketsWord("id")));
        assertThat(world.put(CLERK, marketsWord("id"), openings()).events()).hasSize(1);
    }

    @Test
    void a_signed_slip_counts_once_whoever_carries_it_and_however_late() {
        CardCommand.RecordSlip slip = make.signed(1, 1);
        Decision first = world.put(CLERK, slip, openings());
        Map<String, String> before = world.state().contents();
        for (Decision again : List.of(
                world.put(REGISTRAR, slip, openings()),
                world.put(CLERK, slip, openings(), NOW + 24 * HOUR),
                world.put(IMPORTER, slip, openings(), NOW + 24 * HOUR))) {
            assertThat(again.answer()).isEqualTo(first.answer());
            assertThat(again.events()).isEmpty();
        }
        assertThat(world.state().contents()).isEqualTo(before);
    }

    @Test
    void what_happened_long_ago_needs_the_attribute_for_it() {
        long most = Bounds.CLOCK_SKEW_MS_MAX;
        CardCommand.RecordSlip slip = make.signed(1, 1);
        for (long recordedAt : new long[] {NOW + most + 1, NOW - most - 1}) {
            Refused.of(Code.CLOCK_SKEW, "occurredAt", () -> world.put(CLERK, slip, openings(), recordedAt));
        }
        assertThat(world.put(CLERK, make.signed(2, 2), openings(), NOW + most).events())
                .hasSize(1);
        assertThat(world.put(CLERK, make.signed(3, 3), openings(), NOW - most).events())
                .hasSize(1);
        assertThat(world.put(IMPORTER, slip, openings(), NOW + 1_000 * HOUR).events())
                .hasSize(1);
    }

    @Test
    void price_and_amount_must_open_the_commitment_and_agree() {
        CardCommand.RecordSlip slip = make.signed(1, 1);
        Refused.of(Code.MISSING_OPENING, "private", () -> world.put(CLERK, slip));
        Opening other = World.opening(new Grams(1_000), 16_001, "salt");
        Refused.of(Code.COMMITMENT_MISMATCH, "slip.commitment", () -> world.put(CLERK, slip, other));
        JsonObject unknown = openings().with("1", openings());
        Refused.of(Code.UNKNOWN_FIELD, "private.1", () -> world.put(CLERK, slip, unknown));
        Refused.of(Code.UNKNOWN_FIELD, "private.x", () -> world.put(CLERK, slip, JsonObject.of("x", "y")));
        Refused.of(Code.WRONG_TYPE, "private.0", () -> world.put(CLERK, slip, JsonObject.of("0", "y")));
        assertThat(world.put(CLERK, slip, OPENING).events()).hasSize(1);
    }
}
