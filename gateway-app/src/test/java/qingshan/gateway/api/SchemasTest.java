package qingshan.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qingshan.rules.Bounds;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonString;

/** That the bounds of single values, which the description says once more, are those of the values. */
class SchemasTest {
    private static final List<String> GOOD = List.of(
            "0".repeat(32),
            "a".repeat(64),
            "11111111-2222-4333-8444-555555555555",
            "2026-03-05T06:07:08.009Z",
            "2026-03-05",
            "A".repeat(86),
            "public",
            "TradeMSP",
            "card/" + "0".repeat(32),
            "command/11111111-2222-4333-8444-555555555555");
    private static final List<Integer> LENGTHS = List.of(1, Bounds.NAME_MAX, Bounds.TEXT_MAX, Bounds.NOTE_MAX);
    private static final List<Long> NUMBERS = List.of(0L, 1L, 10_000L, Bounds.INTEGER_MAX);

    static Stream<Class<?>> values() {
        return Schemas.VALUES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_described_as_it_is(Class<?> type) {
        JsonObject described = Objects.requireNonNull(Schemas.VALUES.get(type));
        int taken = 0;
        for (Json sample : samples(type)) {
            boolean fits =
                    Conforms.offences(JsonObject.EMPTY, described, sample).isEmpty();
            boolean good = isTaken(type, sample);
            taken += good ? 1 : 0;
            // a pattern says the form alone: that there is no 30 February is not in it
            if (good || !described.members().containsKey("pattern")) {
                assertThat(fits).as(type.getSimpleName() + " of " + sample).isEqualTo(good);
            }
        }
        assertThat(taken).as("samples that the value takes").isPositive();
    }

    private static List<Json> samples(Class<?> type) {
        List<Json> samples = new ArrayList<>();
        if (number(type)) {
            NUMBERS.forEach(n -> Stream.of(n - 1, n, n + 1)
                    // beyond that JSON itself is refused
                    .filter(number -> number <= Bounds.INTEGER_MAX)
                    .map(JsonInteger::new)
                    .forEach(samples::add));
            return samples;
        }
        GOOD.forEach(text -> Stream.of(text, text + "0", text.substring(1))
                .map(JsonString::new)
                .forEach(samples::add));
        for (int length : LENGTHS) {
            for (int l : List.of(length - 1, length, length + 1)) {
                samples.add(new JsonString("茶".repeat(l)));
                // one character of two UTF-16 units
                samples.add(new JsonString("𠮷".repeat(l)));
            }
        }
        return samples;
    }

    private static boolean number(Class<?> type) {
        return type.getRecordComponents()[0].getType() == long.class;
    }

    private static boolean isTaken(Class<?> type, Json sample) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(number(type) ? long.class : String.class);
            Object _ = constructor.newInstance(
                    sample instanceof JsonInteger(long number) ? (Object) number : ((JsonString) sample).value());
            return true;
        } catch (InvocationTargetException e) {
            return false;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
