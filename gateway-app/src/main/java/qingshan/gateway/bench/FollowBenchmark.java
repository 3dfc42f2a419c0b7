package qingshan.gateway.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Consumer;
import qingshan.gateway.embedded.EmbeddedLedger;
import qingshan.gateway.follower.Decoded;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.ledger.Position;

/** The read model made from block 0: from slips one a transaction, and from rows in batches. */
final class FollowBenchmark implements Benchmark {
    private static final double GOAL_PER_SECOND = 5_000;

    @Override
    public String name() {
        return "follow";
    }

    @Override
    public void run(Ground ground, Consumer<Figure> figures) throws IOException, SQLException, InterruptedException {
        for (Ledgers.Kind kind : Ledgers.Kind.values()) {
            Place place = ground.ledgers().get(kind);
            EmbeddedLedger ledger = place.ledger();
            Follower follower = new Follower(place.database().source());
            follower.rebuild(ledger); // warm-up
            long began = System.nanoTime();
            follower.rebuild(ledger);
            double seconds = (System.nanoTime() - began) / 1e9;
            figures.accept(Figure.of(events(ledger) / seconds, Figure.Unit.PER_SECOND, "follow." + kind.key())
                    .atLeast(GOAL_PER_SECOND));
        }
    }

    private static double events(EmbeddedLedger ledger) {
        long last = ledger.height().block();
        long[] events = {0};
        ledger.follow(Position.START, block -> {
            long number = block.getBlock().getHeader().getNumber();
            events[0] += Decoded.of(number, block).events();
            return number < last;
        });
        return events[0];
    }
}
