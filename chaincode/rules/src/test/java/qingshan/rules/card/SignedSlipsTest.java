package qingshan.rules.card;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.card.SlipMaker.openings;
import static qingshan.rules.card.SlipMaker.signers;
import static qingshan.rules.card.SlipMaker.slip;
import static qingshan.rules.card.SlipMaker.with;
import static qingshan.rules.testing.Submitters.CLERK;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.json.JsonObject;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.testing.Refused;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.TestCard;
import qingshan.rules.testing.World;

/** What is refused of a slip's signatures and counters; and that a refusal changes nothing. */
class SignedSlipsTest {
    private final World world = Story.prepared();
    private final SlipMaker make = new SlipMaker();
    private Map<String, String> unchanged = Map.of();

    @BeforeEach
    void remember() {
        unchanged = world.state().contents();
    }

    @AfterEach
    void nothing_was_written_by_what_was_refused() {
        assertThat(world.state().contents()).isEqualTo(unchanged);
    }

    private void refused(Code code, CardCommand.RecordSlip command) {
        Refused.by(code, () -> world.put(CLERK, command, openings()));
    }

    private void accepted(CardCommand.RecordSlip command) {
        assertThat(world.put(CLERK, command, openings()).events()).hasSize(1);
        remember();
    }

    @Test
    void both_cards_must_sign() {
        Slip slip = slip(signers(make.grower.at(1), make.trader.at(1)));
        CardCommand.RecordSlip unsigned = with(slip);
        refused(Code.MISSING_SIGNATURE, unsigned);
        refused(Code.MISSING_SIGNATURE, with(slip, make.grower.sign(unsigned)));
        Slip alone = slip(signers(make.grower.at(1)));
        refused(Code.MISSING_SIGNATURE, with(alone, make.grower.sign(with(alone))));
    }

    @Test
    void a_signature_over_another_body_is_refused() {
        Slip slip = slip(signers(make.grower.at(1), make.trader.at(1)));
        CardCommand.RecordSlip other = with(slip(signers(make.grower.at(2), make.trader.at(1))));
        refused(Code.BAD_SIGNATURE, with(slip, make.grower.sign(other), make.trader.sign(with(slip))));
        refused(Code.BAD_SIGNATURE, with(slip, make.grower.sign(with(slip)), make.trader.sign(other)));
    }

    @Test
    void a_signature_for_another_purpose_is_refused() {
        Slip slip = slip(signers(make.grower.at(1), make.trader.at(1)));
        JsonObject body = with(slip).body();
        refused(Code.BAD_SIGNATURE, with(slip, make.grower.sign("loss", body), make.trader.sign("slip", body)));
    }

    @Test
    void signatures_in_the_wrong_order_are_refused() {
        Slip slip = slip(signers(make.grower.at(1), make.trader.at(1)));
        refused(Code.BAD_SIGNATURE, with(slip, make.trader.sign(with(slip)), make.grower.sign(with(slip))));
        Slip turned = slip(signers(make.trader.at(1), make.grower.at(1)));
        refused(Code.FOREIGN_SIGNATURE, with(turned, make.trader.sign(with(turned)), make.grower.sign(with(turned))));
    }

    @Test
    void a_card_that_takes_no_part_cannot_sign() {
        TestCard factory = TestCard.of(Story.FACTORY, Algorithm.ES256);
        Slip slip = slip(signers(make.grower.at(1), factory.at(1)));
        refused(Code.FOREIGN_SIGNATURE, with(slip, make.grower.sign(with(slip)), factory.sign(with(slip))));
    }

    @Test
    void a_market_s_word_carries_no_signatures() {
        Slip slip = slip(new Witnesses(Story.MARKET, Story.SCALE, List.of()));
        CardCommand.RecordSlip command =
                new CardCommand.RecordSlip(World.commandId("x"), slip, List.of(make.grower.sign(with(slip))));
        refused(Code.FOREIGN_SIGNATURE, command);
    }

    @Test
    void a_revoked_key_and_one_that_never_was_sign_nothing() {
        TestCard before = TestCard.of(Story.TRADER, 1, Algorithm.ES256);
        Slip slip = slip(signers(make.grower.at(1), before.at(1)));
        refused(Code.KEY_REVOKED, with(slip, make.grower.sign(with(slip)), before.sign(with(slip))));
        TestCard never = TestCard.of(Story.TRADER, 3, Algorithm.ES256);
        Slip unknown = slip(signers(make.grower.at(1), never.at(1)));
        refused(Code.UNKNOWN_KEY, with(unknown, make.grower.sign(with(unknown)), never.sign(with(unknown))));
    }

    @Test
    void a_counter_is_used_once_by_either_signer() {
        accepted(make.signed(5, 9));
        refused(Code.COUNTER_USED, make.signed(6, 9));
        refused(Code.COUNTER_USED, make.signed(5, 10));
        accepted(make.signed(6, 10));
    }

    @Test
    void counters_may_come_in_any_order_within_the_window() {
        accepted(make.signed(100, 1));
        accepted(make.signed(100 - Bounds.COUNTER_WINDOW + 1, 2));
        refused(Code.COUNTER_OUT_OF_WINDOW, make.signed(100 - Bounds.COUNTER_WINDOW, 3));
        accepted(make.signed(1_000_000, 3));
        refused(Code.COUNTER_OUT_OF_WINDOW, make.signed(101, 4));
    }

    @Test
    void the_window_also_holds_at_the_highest_counter() {
        accepted(make.signed(Bounds.COUNTER_MAX, 1));
        accepted(make.signed(Bounds.COUNTER_MAX - 1, 2));
        accepted(make.signed(Bounds.COUNTER_MAX - Bounds.COUNTER_WINDOW + 1, 3));
        refused(Code.COUNTER_OUT_OF_WINDOW, make.signed(Bounds.COUNTER_MAX - Bounds.COUNTER_WINDOW, 4));
    }

    @Test
    void a_late_counter_is_refused_without_reading_all_that_came_after() {
        for (int i = 2; i <= 300; i++) {
            world.put(CLERK, make.signed(i, i), openings());
        }
        remember();
        world.state().calls().reset();
        refused(Code.COUNTER_OUT_OF_WINDOW, make.signed(1, 301));
        assertThat(world.state().calls().keysVisited()).isLessThan(2 * Bounds.COUNTER_WINDOW);
    }
}
