package qingshan.rules.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import qingshan.rules.testing.CountingState;
import qingshan.rules.testing.World;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

class KeysTest {
    private static final long SEED = 31;
    private static final Name SEASON = new Name("2026-spring");
    private static final List<String> TEXTS =
            List.of("茶青", "茶青 ", "a", "a/b", "a b", "r", "s", "f", "n", "01", "🍵", "\ue000", "\udbff\udffd");

    /** Each thing that has a key, with what it is. */
    private static Map<String, String> things(SplittableRandom random) {
        Id id = new Id(World.id("id " + random.nextInt(3)).value());
        Id other = World.id("id " + random.nextInt(3));
        Name season = new Name(text(random).replace('/', '-'));
        Text text = new Text(text(random));
        Text more = new Text(text(random));
        CommandId command = World.commandId("command " + random.nextInt(3));
        Digest digest = Digest.of("digest " + random.nextInt(3));
        Counter counter = new Counter(id, 1 + random.nextInt(3), 1 + random.nextInt(3));
        RecordName record = record(random);
        RecordName child = record(random);
        LedgerTime at = LedgerTime.ofEpochMilli(random.nextInt(3));
        int hundred = random.nextInt(3);
        Map<String, String> things = new HashMap<>();
        things.put("command " + command, Keys.command(command));
        things.put("party " + id, Keys.party(id));
        things.put("market " + id, Keys.market(id));
        things.put("counter " + counter, Keys.counter(counter));
        things.put("card " + id, Keys.card(id));
        things.put("entitlement " + id + season, Keys.entitlement(id, season));
        things.put("grant " + id + season, Keys.grant(id, season));
        things.put("plot " + id, Keys.plot(id));
        things.put("policy " + text + "|" + season + hundred, Keys.policy(text.value(), season, hundred));
        things.put("certificate " + id + season + "|" + text, Keys.certificate(id, season, text));
        // a record that a card signed is kept as its counter
        things.put(
                record.value().startsWith("card/") ? "counter " + counterOf(record) : "record " + record,
                Keys.record(record));
        things.put(
                "holding " + id + season + "|" + text + "|" + more + "|" + at + record + hundred,
                Keys.holding(id, season, text, more, Keys.receipt(at, 1, record, hundred)));
        things.put("freeze " + record + "|" + command, Keys.freeze(record, command));
        things.put("recall " + record, Keys.recall(record));
        things.put("child " + record + "|" + child, Keys.child(record, child));
        things.put("inspection " + command, Keys.inspection(command));
        things.put("product " + hundred, Keys.product("0000000" + hundred));
        things.put("run " + digest, Keys.run(digest));
        things.put("batch " + digest, Keys.batch(digest));
        things.put("party " + other, Keys.party(other));
        return things;
    }

    @Test
    void no_two_things_share_a_key() {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, String> byKey = new HashMap<>();
        for (int i = 0; i < 4_000; i++) {
            things(random)
                    .forEach((thing, key) -> assertThat(byKey.computeIfAbsent(key, k -> thing))
                            .as("seed %d, key %s", SEED, Keys.shown(key))
                            .isEqualTo(thing));
        }
    }

    /** Fabric keeps keys that begin with U+0000 for itself, and a key must be good UTF-8. */
    @Test
    void every_key_is_one_that_fabric_takes() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 500; i++) {
            assertThat(things(random).values())
                    .allSatisfy(key -> assertThat(key)
                            .isNotEmpty()
                            .doesNotStartWith("\u0000")
                            .doesNotContain("\udbff\udfff"));
        }
    }

    @Test
    void a_range_holds_what_lies_below_its_key_and_nothing_else() {
        SplittableRandom random = new SplittableRandom(SEED);
        CountingState state = new CountingState();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            things(random).values().forEach(key -> {
                state.put(key, new byte[] {1});
                all.add(key);
            });
        }
        for (String key : all.subList(0, 600)) {
            for (int end = key.indexOf('\u001f'); end > 0; end = key.indexOf('\u001f', end + 1)) {
                String prefix = key.substring(0, end);
                List<String> found = new ArrayList<>();
                state.range(Keys.from(prefix), Keys.below(prefix), (k, v) -> found.add(k));
                assertThat(found)
                        .containsExactlyElementsOf(all.stream()
                                .filter(k -> k.startsWith(prefix + "\u001f"))
                                .distinct()
                                .sorted(KeyOrder.BY_CODE_POINT)
                                .toList());
            }
        }
    }

    @Test
    void receipts_lie_in_the_order_in_which_they_are_taken() {
        Id card = World.id("card");
        Text tea = new Text("茶青");
        List<String> inOrder = List.of(
                receipt("2026-03-05T00:00:00.000Z", 1, "slips", "A10", 0),
                receipt("2026-03-05T00:00:00.000Z", 1, "slips", "A10", 1),
                receipt("2026-03-05T00:00:00.000Z", 1, "slips", "A100", 0),
                receipt("2026-03-05T00:00:00.000Z", 1, "slips", "A9", 0),
                receipt("2026-03-05T00:00:00.000Z", 2, "processing", "A1", 0),
                receipt("2026-03-05T00:00:00.001Z", 1, "slips", "A1", 0));
        assertThat(inOrder).isSortedAccordingTo(KeyOrder.BY_CODE_POINT);
        String upTo = Keys.holdingsUpTo(card, SEASON, tea, tea, new LedgerTime("2026-03-05T00:00:00.000Z"));
        assertThat(inOrder.stream()
                        .map(receipt -> Keys.holding(card, SEASON, tea, tea, receipt))
                        .filter(key -> KeyOrder.BY_CODE_POINT.compare(key, upTo) < 0))
                .hasSize(5);
    }

    @Test
    void counters_of_a_key_lie_in_their_order_before_the_card_and_its_entitlements() {
        Id card = World.id("card");
        assertThat(List.of(
                        Keys.counter(new Counter(card, 1, 9)),
                        Keys.counter(new Counter(card, 1, 10)),
                        Keys.counter(new Counter(card, 1, 999_999_999_999L)),
                        Keys.counter(new Counter(card, 2, 1)),
                        Keys.counter(new Counter(card, 16, 1)),
                        Keys.card(card),
                        Keys.entitlement(card, SEASON)))
                .isSortedAccordingTo(KeyOrder.BY_CODE_POINT)
                .allSatisfy(key -> assertThat(key).startsWith(Keys.from(Keys.ofCard(card))));
    }

    @Test
    void rows_whose_numbers_begin_alike_lie_in_one_stretch() {
        Id market = World.id("market");
        String from = Keys.rowsFrom(market, SEASON, "slips", "A1");
        String to = Keys.rowsTo(market, SEASON, "slips", "A1");
        for (String number : List.of("A1", "A10", "A1🍵", "A1\udbff\udffd", "A1/2")) {
            String key = Keys.record(RecordName.row(market, SEASON, "slips", new Text(number)));
            assertThat(KeyOrder.BY_CODE_POINT.compare(from, key)).isNotPositive();
            assertThat(KeyOrder.BY_CODE_POINT.compare(key, to)).isNegative();
        }
        String next = Keys.record(RecordName.row(market, SEASON, "slips", new Text("A2")));
        assertThat(KeyOrder.BY_CODE_POINT.compare(to, next)).isNegative();
    }

    private static String receipt(String at, int rank, String table, String number, int hundred) {
        RecordName record = RecordName.row(World.id("market"), SEASON, table, new Text(number));
        return Keys.receipt(new LedgerTime(at), rank, record, hundred);
    }

    private static RecordName record(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 ->
                RecordName.row(
                        World.id("id " + random.nextInt(2)),
                        new Name(text(random).replace('/', '-')),
                        random.nextBoolean() ? "slips" : "packing",
                        new Text(text(random)));
            case 1 -> RecordName.command(World.commandId("command " + random.nextInt(3)));
            default ->
                RecordName.signed(
                        new Counter(World.id("id " + random.nextInt(3)), 1 + random.nextInt(3), 1 + random.nextInt(3)));
        };
    }

    private static Counter counterOf(RecordName record) {
        String[] parts = record.parts();
        return new Counter(new Id(parts[1]), Integer.parseInt(parts[2]), Long.parseLong(parts[3]));
    }

    private static String text(SplittableRandom random) {
        return TEXTS.get(random.nextInt(TEXTS.size())).strip();
    }
}
