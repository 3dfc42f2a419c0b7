package qingshan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import qingshan.model.plain.Model;
import qingshan.rules.Code;

/** Random commands: the rules and a plain model agree on every answer and on all that is left behind. */
class ModelTest {
    private static final int SEEDS = Integer.getInteger("model.seeds", 1_000);
    private static final int COMMANDS = Integer.getInteger("model.commands", 100);
    private static final long FIRST = Long.getLong("model.first", 1);

    /** What only the importer's own check of a row says: contracts never see such a row as a command. */
    private static final Set<Code> IMPORTER_ONLY =
            Set.of(Code.DUPLICATE, Code.CONFLICTING_DUPLICATE, Code.BAD_NUMBER, Code.BAD_TIME);

    @Test
    void rules_and_model_agree() {
        Tally tally = new Tally();
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            new Play(seed, new DirectLedger(), tally).alone(COMMANDS);
        }
        System.out.println("seeds " + FIRST + " to " + (FIRST + SEEDS - 1) + ", " + COMMANDS + " commands each: " + tally);
        if (SEEDS >= 1_000) {
            assertThat(tally.accepted().keySet()).isEqualTo(Model.types());
            assertThat(tally.refused().keySet()).isEqualTo(Model.types());
            assertThat(tally.percent()).isGreaterThanOrEqualTo(30);
            Set<String> expected = new TreeSet<>();
            Arrays.stream(Code.values()).filter(code -> !IMPORTER_ONLY.contains(code)).forEach(code -> expected.add(code.name()));
            assertThat(tally.codes()).containsAll(expected);
        }
    }
}
