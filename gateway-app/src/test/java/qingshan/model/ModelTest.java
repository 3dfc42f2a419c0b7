package qingshan.model;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import qingshan.rules.Code;

/**
 * Random commands: the rules and a plain model agree on every answer and on all that is left behind. Each seed has a ledger
 * of its own; {@code -Dmodel.first=7 -Dmodel.seeds=1} plays seed 7 alone.
 */
class ModelTest {
    private static final int SEEDS = Integer.getInteger("model.seeds", 1_000);
    private static final int COMMANDS = Integer.getInteger("model.commands", 110);
    private static final long FIRST = Long.getLong("model.first", 1);

    /** What only the importer's own check of a row says: no contract ever gives these. */
    static final Set<Code> IMPORTER_ONLY = Set.of(
            Code.DUPLICATE, // told by comparing rows of one file as text
            Code.CONFLICTING_DUPLICATE, // the same
            Code.BAD_NUMBER, // numbers reach a contract as JSON integers
            Code.BAD_TIME); // times reach a contract in one form; another is a BAD_VALUE

    @Test
    void rules_and_model_agree() {
        Tally tally = new Tally();
        LongStream.range(FIRST, FIRST + SEEDS)
                .parallel()
                .forEach(seed -> new Play(seed, new DirectLedger(), tally).alone(COMMANDS));
        new Play(0, new DirectLedger(), tally).crowd();
        System.out.println(
                "model: seeds " + FIRST + " to " + (FIRST + SEEDS - 1) + " of " + COMMANDS + " commands, " + tally);
        if (SEEDS >= 1_000) {
            tally.assertComplete(IMPORTER_ONLY);
        }
    }

    @Test
    void the_model_shares_no_class_with_the_rules() {
        JavaClasses all = new ClassFileImporter().importPackages("qingshan.model", "qingshan.rules");
        assertThat(all.that(resideInAPackage("qingshan.model.plain.."))).hasSizeGreaterThan(10);
        noClasses()
                .that()
                .resideInAPackage("qingshan.model.plain..")
                .should()
                .dependOnClassesThat(resideInAPackage("qingshan..")
                        .and(resideInAPackage("qingshan.model.plain..").negate().as("others")))
                .check(all);
    }
}
