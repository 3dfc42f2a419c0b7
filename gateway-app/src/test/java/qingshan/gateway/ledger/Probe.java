package qingshan.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.JsonString;

/** Writes scripts for {@link ProbeContract} and reads what they saw. */
public final class Probe {

    /** A step of a script. */
    public record Step(List<String> words) {}

    private Probe() {}

    /** A step of a script: its verb and arguments. */
    public static Step step(String... words) {
        return new Step(List.of(words));
    }

    /** A command that runs steps. */
    public static Command command(Actor actor, Step... steps) {
        return new Command(actor, "probe", "run", script(List.of(steps)));
    }

    /** A command that runs steps and brings private input. */
    public static Command secretCommand(Actor actor, Map<String, byte[]> secret, Step... steps) {
        return new Command(actor, "probe", "run", script(List.of(steps)), secret);
    }

    /** A command that runs steps. */
    public static Command command(Actor actor, List<Step> steps) {
        return new Command(actor, "probe", "run", script(steps));
    }

    /** Runs steps and changes nothing. */
    public static Query query(Actor actor, Step... steps) {
        return new Query(actor, "probe", "run", script(List.of(steps)));
    }

    /** What the steps saw, of an outcome that must be committed. */
    public static List<String> saw(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        return saw(((Outcome.Committed) outcome).json());
    }

    /** What the steps saw, of an answer that must not be a refusal. */
    public static List<String> saw(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Found.class);
        return saw(((Answer.Found) answer).json());
    }

    private static List<String> saw(String json) {
        JsonArray saw =
                (JsonArray) Objects.requireNonNull(JsonParser.object(json).get("saw"));
        return saw.elements().stream()
                .map(element -> ((JsonString) element).value())
                .toList();
    }

    private static String script(List<Step> steps) {
        List<Json> array = steps.stream()
                .<Json>map(step -> new JsonArray(
                        step.words.stream().<Json>map(JsonString::new).toList()))
                .toList();
        return CanonicalJson.write(JsonObject.of("do", new JsonArray(array)));
    }
}
