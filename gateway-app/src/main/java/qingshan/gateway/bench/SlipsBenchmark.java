package qingshan.gateway.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import qingshan.gateway.ledger.Command;

/**
 * Slips signed by seller and buyer, one a transaction, committed and synced. Half make a lot from the seller's entitlement,
 * half move one lot on. They are signed before the clock runs, as holders sign on devices of their own; each sender has
 * cards of its own, since one person does not sign two slips at once.
 */
final class SlipsBenchmark implements Benchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(8);
    private static final List<Integer> IN_FLIGHT = List.of(1, 16, 64);
    private static final List<Integer> IN_FLIGHT_QUICK = List.of(1, 8);
    private static final double GOAL_PER_SECOND = 1_000;
    /** More slips than any level gets done a second; who runs out ends the measuring early. */
    private static final int PER_SECOND_MAX = 2_500;

    private static final int PER_SENDER_SECOND_MAX = 400;

    @Override
    public String name() {
        return "slips";
    }

    @Override
    public void run(Ground ground, Consumer<Figure> figures) throws IOException, SQLException, InterruptedException {
        List<Integer> levels = ground.quick() ? IN_FLIGHT_QUICK : IN_FLIGHT;
        int most = levels.getLast();
        Baselines baselines = new Baselines(ground);
        figures.accept(Figure.of(baselines.sync(), "bare.sync", Baselines.SMALL_BYTES));
        double inserts = 0;
        for (int connections : List.of(1, most)) {
            Load.Result insert = baselines.insert(ground.place().database(), connections);
            inserts = insert.perSecond();
            figures.accept(Figure.of(insert, "bare.insert", connections));
        }
        double verifications = 0;
        for (int threads : List.of(1, 2)) {
            Load.Result verify = baselines.verify(threads);
            verifications = verify.perSecond();
            figures.accept(Figure.of(verify, "bare.verify", threads));
        }
        double slips = 0;
        Village village = new Village(new Sender(ground.place().ledger()), "slips").found();
        List<Village.Trio> people = Ledgers.atOnce(most, village::trio); // one for each sender
        for (int inFlight : levels) {
            Load.Result measured = measure(ground, village, people, inFlight);
            slips = measured.perSecond();
            Figure figure = Figure.of(measured, "slips.signed", inFlight);
            figures.accept(inFlight == most ? figure.atLeast(GOAL_PER_SECOND) : figure);
        }
        figures.accept(Figure.of(slips / inserts, Figure.Unit.TIMES, "slips.of.insert", most));
        // each slip has two signatures of holders to verify
        figures.accept(Figure.of(2 * slips / verifications, Figure.Unit.TIMES, "slips.of.verify"));
    }

    private static Load.Result measure(Ground ground, Village village, List<Village.Trio> people, int inFlight)
            throws InterruptedException {
        Duration warmUp = ground.time(WARM_UP);
        Duration measured = ground.time(MEASURED);
        double seconds = warmUp.plus(measured).toMillis() / 1e3;
        int each = (int) (seconds * Math.min(PER_SENDER_SECOND_MAX, PER_SECOND_MAX / inFlight)) + 1;
        List<List<Command>> signed = Ledgers.atOnce(inFlight, sender -> sign(village, people.get(sender), each));
        return Load.run(inFlight, warmUp, measured, sender -> {
            List<Command> mine = signed.get(sender);
            int[] next = {0};
            return () -> {
                if (next[0] == mine.size()) {
                    return false;
                }
                village.sender().send(mine.get(next[0]++));
                return true;
            };
        });
    }

    private static List<Command> sign(Village village, Village.Trio people, int count) {
        List<Command> signed = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            signed.add(village.signedSlip(people, i));
        }
        return signed;
    }
}
