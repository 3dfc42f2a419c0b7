package qingshan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonString;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.Submitters;
import qingshan.rules.testing.World;
import qingshan.rules.value.LedgerTime;

/**
 * Commands that are nearly right: the story's own, with members taken from one another. Whatever they do, they end in an
 * answer or a typed refusal, and a refusal writes nothing.
 */
class RobustnessTest {
    private static final int COMMANDS = 1_500;
    private static final long[] NUMBERS = {0, 1, 2, 99, 1_000, 1L << 31, Bounds.INTEGER_MAX, -1};

    private final World world = Story.told();
    private final List<World.Step> steps = world.steps();
    /** What members of this name hold anywhere in the story. */
    private final Map<String, List<Json>> pool = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothing_but_a_refusal_is_thrown_and_it_writes_nothing(long seed) {
        steps.forEach(step -> collect(step.json()));
        SplittableRandom random = new SplittableRandom(seed);
        int accepted = 0;
        for (int i = 0; i < COMMANDS; i++) {
            World.Step step = steps.get(random.nextInt(steps.size()));
            JsonObject json = changed(step.json(), random);
            if (random.nextInt(3) > 0 && json.get("id") != null) {
                json = json.with(
                        "id", World.commandId("robust " + seed + " " + i).value());
            }
            Submitter by = random.nextInt(20) == 0
                    ? Submitters.ALL.get(random.nextInt(Submitters.ALL.size()))
                    : random.nextBoolean() ? step.by() : Submitters.of(step.by().mspId(), attributes(step));
            LedgerTime at = LedgerTime.ofEpochMilli(1_772_661_600_000L + random.nextInt(3_600_000));
            world.state().calls().reset();
            try {
                Decision decision = Decisions.decide(world.state(), step.type(), json, by, at, step.openings());
                accepted++;
                assertThat(Events.read(Events.write(decision.events()))).isEqualTo(decision.events());
            } catch (Refusal no) {
                assertThat(world.state().calls().puts() + world.state().calls().deletes())
                        .isZero();
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed %d, command %d: %s %s".formatted(seed, i, step.type(), CanonicalJson.write(json)), e);
            }
        }
        assertThat(accepted).as("accepted of %d, seed %d", COMMANDS, seed).isGreaterThan(COMMANDS / 20);
    }

    /** The submitter's own attributes and the one that lets any time pass, so that more is decided than the clock. */
    private static String[] attributes(World.Step step) {
        List<String> attributes = new ArrayList<>(step.by().attributes());
        attributes.add(Submitter.IMPORTER);
        return attributes.toArray(new String[0]);
    }

    private void collect(Json value) {
        if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> {
                pool.computeIfAbsent(name, n -> new ArrayList<>()).add(member);
                collect(member);
            });
        } else if (value instanceof JsonArray array) {
            array.elements().forEach(this::collect);
        }
    }

    private JsonObject changed(JsonObject object, SplittableRandom random) {
        TreeMap<String, Json> members = new TreeMap<>(object.members());
        for (Map.Entry<String, Json> member : members.entrySet()) {
            int die = random.nextInt(12);
            Json value = member.getValue();
            if (die == 0) {
                List<Json> others = pool.getOrDefault(member.getKey(), List.of(value));
                member.setValue(others.get(random.nextInt(others.size())));
            } else if (die == 1 && value instanceof JsonInteger) {
                member.setValue(new JsonInteger(NUMBERS[random.nextInt(NUMBERS.length)]));
            } else if (die == 2 && value instanceof JsonString text && random.nextInt(4) == 0) {
                member.setValue(new JsonString(text.value() + "x"));
            } else if (die < 9) {
                member.setValue(inside(value, random));
            }
        }
        return new JsonObject(members);
    }

    private Json inside(Json value, SplittableRandom random) {
        if (value instanceof JsonObject object) {
            return changed(object, random);
        }
        if (value instanceof JsonArray array) {
            List<Json> elements = new ArrayList<>(array.elements());
            if (!elements.isEmpty() && random.nextInt(8) == 0) {
                elements.add(elements.getFirst());
            }
            elements.replaceAll(element -> inside(element, random));
            return new JsonArray(elements);
        }
        return value;
    }
}
