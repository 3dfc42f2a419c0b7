package qingshan.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Submitters.CLERK;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Slip;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.state.Keys;
import qingshan.rules.testing.CountingState;
import qingshan.rules.testing.MarketDay;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.Tables;
import qingshan.rules.testing.TestCard;
import qingshan.rules.testing.World;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Text;

/** The budget of calls: on Fabric a command costs what its calls cost. The figures stand in docs/reference/state.md. */
class StateCallsTest {
    private static final int SIGNED_SLIP_MAX = 10;
    private static final int ROW_AVERAGE_MAX = 4;

    private final World world = Story.prepared();
    private final TestCard grower = TestCard.of(Story.GROWER, Algorithm.ES256);
    private final TestCard trader = TestCard.of(Story.TRADER, 2, Algorithm.SM2_SM3);
    private final TestCard factory = TestCard.of(Story.FACTORY, Algorithm.ES256);
    private long now = new LedgerTime("2026-03-05T03:00:00.000Z").epochMilli();

    private CountingState.Calls signed(Slip.Source source, TestCard seller, TestCard buyer, long grams) {
        Opening opening = World.opening(new Grams(grams), 16_000, "salt " + now);
        Slip slip = slip(source, seller.card(), buyer.card(), grams, opening, seller, buyer);
        CardCommand.RecordSlip unsigned = new CardCommand.RecordSlip(null, slip, List.of());
        CardCommand.RecordSlip command =
                new CardCommand.RecordSlip(null, slip, List.of(seller.sign(unsigned), buyer.sign(unsigned)));
        world.state().calls().reset();
        world.put(CLERK, command, opening);
        return world.state().calls();
    }

    private Slip slip(
            Slip.Source source, Id seller, @Nullable Id buyer, long grams, Opening opening, TestCard... signers) {
        now += 60_000;
        return new Slip(
                Story.SEASON,
                source,
                seller,
                buyer,
                Story.LEAF,
                new Text("一级"),
                new Grams(grams),
                LedgerTime.ofEpochMilli(now),
                null,
                null,
                null,
                opening.commitment(),
                new Witnesses(null, null, List.of(signers[0].next(), signers[1].next())));
    }

    private static Map<String, Integer> byKind(CountingState.Calls calls) {
        Map<String, Integer> kinds = new TreeMap<>();
        for (String call : calls.log()) {
            String key = Keys.shown(call);
            String kind = key.split("/", 2)[0] + (key.contains("/s/") ? "/s" : "");
            kinds.merge(kind, 1, Integer::sum);
        }
        return kinds;
    }

    private static void print(String what, CountingState.Calls calls) {
        System.out.printf("state calls: %-55s %s%n", what, calls);
    }

    @Test
    void a_slip_that_both_sign_stays_within_ten_calls() {
        CountingState.Calls harvest = signed(Slip.Source.HARVEST, grower, trader, 10_000);
        print("both-signed slip, harvest, first of both cards", harvest);
        assertThat(harvest.total()).isLessThanOrEqualTo(SIGNED_SLIP_MAX);
        CountingState.Calls holding = signed(Slip.Source.HOLDING, trader, factory, 4_000);
        print("both-signed slip, holding of one lot, part of it", holding);
        assertThat(holding.total()).isLessThanOrEqualTo(SIGNED_SLIP_MAX);
        CountingState.Calls rest = signed(Slip.Source.HOLDING, trader, factory, 6_000);
        print("both-signed slip, holding of one lot, the rest of it", rest);
        assertThat(rest.total()).isLessThanOrEqualTo(SIGNED_SLIP_MAX);
    }

    @Test
    void it_stays_so_when_the_cards_have_signed_often() {
        for (int i = 0; i < 80; i++) {
            signed(Slip.Source.HARVEST, grower, trader, 100);
        }
        CountingState.Calls calls = signed(Slip.Source.HARVEST, grower, trader, 100);
        print("both-signed slip, harvest, the 81st of both cards", calls);
        assertThat(calls.total()).isLessThanOrEqualTo(SIGNED_SLIP_MAX);
    }

    /** The table of docs/reference/state.md is what the examples of the commands take. */
    @Test
    void the_document_says_what_each_command_takes() {
        Map<String, String> counted = new TreeMap<>();
        for (World.Step step : Story.told().steps()) {
            CountingState.Count c = step.calls();
            counted.putIfAbsent(
                    step.type(), "%d %d %d %d %d".formatted(c.gets(), c.ranges(), c.puts(), c.deletes(), c.total()));
        }
        Map<String, String> told = new TreeMap<>();
        for (List<String> row : Tables.rowsOfCode("docs/reference/state.md")) {
            if (counted.containsKey(row.getFirst())) {
                told.put(row.getFirst(), String.join(" ", row.subList(1, 6)));
            }
        }
        assertThat(told).isEqualTo(counted);
    }

    /** 200 rows in the order of their times: growers sell to traders, who go on to factories. */
    @Test
    void rows_of_a_market_s_day_take_four_calls_on_average() {
        MarketDay day = MarketDay.opened();
        for (int batch = 0; batch < 3; batch++) {
            CountingState.Calls calls = day.next(200);
            print("batch %d of 200 rows, %s".formatted(batch + 1, day.mix()), calls);
            System.out.printf("state calls: %d in hundredths for a row; %s%n", calls.total() / 2, byKind(calls));
            assertThat(calls.total()).isLessThanOrEqualTo(200 * ROW_AVERAGE_MAX);
            assertThat(day.refused()).as("every row is accepted").isEmpty();
        }
    }
}
