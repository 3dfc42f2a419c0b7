package qingshan.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.state.Keys;
import qingshan.rules.testing.Golden;
import qingshan.rules.testing.Sealed;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;

/** One example of each command and event, from a story in which all are accepted; the documents show the same files. */
class ExamplesTest {
    private static final World WORLD = Story.told();

    static Stream<Class<? extends Command>> commands() {
        return Sealed.records(Command.class).stream();
    }

    static Stream<Class<? extends Event>> events() {
        return Sealed.records(Event.class).stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_has_an_example_that_is_accepted(Class<? extends Command> type) {
        World.Step step = WORLD.steps().stream()
                .filter(s -> s.type().equals(type.getSimpleName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the story has no " + type.getSimpleName()));
        Golden.check("commands/" + type.getSimpleName(), step.json());
        assertThat(World.json(Commands.read(step.type(), step.json()))).isEqualTo(step.json());
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_has_an_example(Class<? extends Event> type) {
        Event event = WORLD.steps().stream()
                .flatMap(step -> step.decision().events().stream())
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the story has no " + type.getSimpleName()));
        JsonObject json = Records.write(event, Event.class);
        Golden.check("events/" + type.getSimpleName(), json);
        assertThat(Records.read(json, Event.class)).isEqualTo(event);
    }

    @Test
    void the_events_of_a_transaction_are_read_as_they_were_written() {
        WORLD.steps().stream()
                .map(World.Step::decision)
                .forEach(decision ->
                        assertThat(Events.read(Events.write(decision.events()))).isEqualTo(decision.events()));
    }

    @Test
    void the_state_after_the_story_is_the_same_byte_for_byte() {
        assertThat(Story.told().state().contents()).isEqualTo(WORLD.state().contents());
    }

    @Test
    void every_stored_value_is_canonical() {
        assertThat(WORLD.state().contents().values())
                .allSatisfy(value -> assertThat(CanonicalJson.write(JsonParser.stored(value.getBytes(UTF_8))))
                        .isEqualTo(value));
    }

    /** One key and value of each kind; the document on the state shows them. */
    @Test
    void every_kind_of_key_has_an_example() {
        Map<String, JsonObject> first = new TreeMap<>();
        WORLD.state()
                .contents()
                .forEach((key, value) -> first.putIfAbsent(
                        kind(key),
                        JsonObject.of("key", Keys.shown(key)).with("value", JsonParser.stored(value.getBytes(UTF_8)))));
        first.forEach((kind, example) -> Golden.check("state/" + kind, example));
        assertThat(first.keySet())
                .containsExactlyInAnyOrder(
                        "batch",
                        "card-n",
                        "card-r",
                        "card-s",
                        "certificate",
                        "child",
                        "claim",
                        "command",
                        "consent",
                        "dispute",
                        "grant",
                        "hold-r",
                        "holding",
                        "import",
                        "inspection",
                        "market",
                        "opening",
                        "party",
                        "plot",
                        "policy",
                        "prices-price",
                        "product",
                        "record",
                        "serials-c",
                        "serials-s",
                        "serials-t");
    }

    private static String kind(String key) {
        String[] parts = Keys.parts(key.replace(':', '-'));
        return List.of("card", "hold", "serials").contains(parts[0]) ? parts[0] + "-" + parts[2] : parts[0];
    }
}
