package qingshan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import qingshan.gateway.ledger.Position;
import qingshan.model.plain.Model;
import qingshan.rules.Code;
import qingshan.rules.Command;

/**
 * Random commands, through the contracts on the embedded ledger and through a plain model: they agree on every answer and on
 * all that is left behind. Seeds share a ledger and no name, so that many can be played side by side and still each alone.
 */
class ModelTest {
    private static final long FIRST = Long.getLong("model.first", 1);
    private static final int SEEDS = Integer.getInteger("model.seeds", 1_000);
    private static final int COMMANDS = 110;
    /** So many that a block and its sync serve several. */
    private static final int SIDE_BY_SIDE = 16;
    /** How many seeds go by before their states are compared and forgotten. */
    private static final int WAVE = 100;

    private static final int ACCEPTED_PERCENT_MIN = 30;

    /**
     * What a contract has no way to say, as only the importer sees the rows of a file: two with one number, and texts that
     * are no number or no time. The ledger takes them as outcomes of entries that the importer refused.
     */
    private static final Set<String> IMPORTERS = Set.of("DUPLICATE", "CONFLICTING_DUPLICATE", "BAD_NUMBER", "BAD_TIME");

    /** How to play a seed alone. */
    static String alone(long seed) {
        return "mvn -pl gateway-app -am test -Dtest=ModelTest -Dmodel.first=" + seed
                + " -Dmodel.seeds=1 -Dsurefire.failIfNoSpecifiedTests=false";
    }

    @Test
    void ledger_and_model_agree() throws InterruptedException, ExecutionException {
        Tally tally = new Tally();
        try (SharedLedger ledger = new SharedLedger();
                ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            Position done = Position.START;
            for (long first = FIRST; first < FIRST + SEEDS; first += WAVE) {
                done = wave(first, Math.min(first + WAVE, FIRST + SEEDS), ledger, threads, tally, done);
            }
            Play crowd = new Play(0, ledger, tally);
            crowd.crowd();
            compare(List.of(crowd), ledger, done);
        }
        System.out.printf("model: seeds %d to %d of %d commands%n%s%n", FIRST, FIRST + SEEDS - 1, COMMANDS, tally);
        assertThat(tally.acceptedPercent()).isGreaterThanOrEqualTo(ACCEPTED_PERCENT_MIN);
        if (SEEDS >= 1_000) {
            assertComplete(tally);
        }
    }

    private static Position wave(
            long first, long end, SharedLedger ledger, ExecutorService threads, Tally tally, Position after)
            throws InterruptedException, ExecutionException {
        List<Play> plays = new ArrayList<>();
        List<Callable<Void>> todo = new ArrayList<>();
        for (long seed = first; seed < end; seed++) {
            Play play = new Play(seed, ledger, tally);
            plays.add(play);
            todo.add(() -> {
                play.random(COMMANDS);
                return null;
            });
        }
        for (Future<Void> played : threads.invokeAll(todo)) {
            played.get();
        }
        return compare(plays, ledger, after);
    }

    private static Position compare(List<Play> plays, SharedLedger ledger, Position after) {
        Position end = ledger.read(after, transaction -> {
            if (transaction.valid()) {
                assertThat(plays.stream().anyMatch(play -> play.take(transaction)))
                        .as("transaction %s took effect, and nobody was told so", transaction.txId())
                        .isTrue();
            }
        });
        plays.forEach(Play::assertSame);
        return end;
    }

    /** Every command was taken and refused, and every code given by a contract that a contract can give. */
    private static void assertComplete(Tally tally) {
        Set<String> commands = new TreeSet<>();
        addCommands(Command.class, commands);
        assertThat(Model.types()).isEqualTo(commands);
        assertThat(tally.accepted()).isEqualTo(commands);
        assertThat(tally.refused()).isEqualTo(commands);
        Set<String> codes =
                new TreeSet<>(Arrays.stream(Code.values()).map(Code::name).toList());
        assertThat(tally.brought()).containsAll(IMPORTERS);
        codes.removeAll(IMPORTERS);
        assertThat(tally.given()).isEqualTo(codes);
    }

    private static void addCommands(Class<?> type, Set<String> names) {
        if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(sub -> addCommands(sub, names));
        } else {
            names.add(type.getSimpleName());
        }
    }
}
