package qingshan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import qingshan.gateway.ledger.Position;
import qingshan.model.plain.Generator;
import qingshan.model.plain.Model;
import qingshan.model.plain.Sent;
import qingshan.model.plain.World;

/** Eight submitters race over the cards and lots of one market; the order of the ledger explains all that they were told. */
class ConcurrentModelTest {
    private static final long FIRST = Long.getLong("model.race.first", 20_001);
    private static final int SEEDS = Integer.getInteger("model.race.seeds", 20);
    private static final int COMMANDS = 260;
    /** What comes before the race: a market must be there to race in. */
    private static final int PREPARED = 60;

    private static final int TWICE = 8;
    private static final int SUBMITTERS = 8;
    private static final int ACCEPTED_PERCENT_MIN = 30;

    @Test
    void the_committed_order_explains_every_answer() throws InterruptedException, ExecutionException {
        Explained all = new Explained();
        try (SharedLedger ledger = new SharedLedger();
                ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS)) {
            for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
                try {
                    race(seed, ledger, submitters, all);
                } catch (AssertionError e) {
                    throw new AssertionError(
                            "seed %d%n%s%nRace it again: %s".formatted(seed, e.getMessage(), again(seed)), e);
                }
            }
        }
        System.out.printf(
                "race: seeds %d to %d of %d commands, %d submitters%n%s%n",
                FIRST, FIRST + SEEDS - 1, COMMANDS, SUBMITTERS, all);
        assertThat(all.acceptedPercent()).isGreaterThanOrEqualTo(ACCEPTED_PERCENT_MIN);
        if (SEEDS >= 20) {
            all.assertContended();
        }
    }

    private static String again(long seed) {
        return "mvn -pl gateway-app -am test -Dtest=ConcurrentModelTest -Dmodel.race.first=" + seed
                + " -Dmodel.race.seeds=1 -Dsurefire.failIfNoSpecifiedTests=false";
    }

    private static void race(long seed, SharedLedger ledger, ExecutorService submitters, Explained all)
            throws InterruptedException, ExecutionException {
        Position start = ledger.height();
        List<Sent> script = script(seed);
        List<Answered> answered = new ArrayList<>();
        script.subList(0, PREPARED).forEach(sent -> answered.add(Answered.by(ledger, sent)));
        Queue<Sent> queue = new ConcurrentLinkedQueue<>(script.subList(PREPARED, script.size()));
        Callable<List<Answered>> submitter = () -> {
            List<Answered> own = new ArrayList<>();
            for (Sent sent = queue.poll(); sent != null; sent = queue.poll()) {
                own.add(Answered.by(ledger, sent));
            }
            return own;
        };
        List<Callable<List<Answered>>> eight = new ArrayList<>();
        for (int i = 0; i < SUBMITTERS; i++) {
            eight.add(submitter);
        }
        for (Future<List<Answered>> one : submitters.invokeAll(eight)) {
            answered.addAll(one.get());
        }
        List<Committed> committed = new ArrayList<>();
        ledger.read(start, committed::add);
        all.explain(start, committed, answered);
    }

    /**
     * Commands that make sense one after the other, so that neighbours want the same cards and lots. Some are sent twice at
     * once, as by a client that does not know whether the first arrived.
     */
    private static List<Sent> script(long seed) {
        World world = new World();
        long now = Play.START;
        Generator generator = new Generator(seed, world, now);
        List<Sent> script = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            Sent sent = generator.next(++now);
            generator.learn(sent, Model.decide(world, sent).code().equals(Model.ACCEPTED));
            script.add(sent);
            if (i % TWICE == 0) {
                script.add(sent);
            }
        }
        return script;
    }
}
