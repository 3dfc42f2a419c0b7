package qingshan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.ledger.Position;
import qingshan.model.plain.Model;
import qingshan.model.plain.World;

/** Plays what a race came to once more through the model, in the order of the ledger. Counts over several races. */
final class Explained {
    private int accepted;
    private int refused;
    private int shared;
    private int conflicts;
    private int late;

    /**
     * Fails unless each acknowledged command is one valid transaction, and the other way round; the model takes them in the
     * ledger's order with the same answers, and comes to the same state; and each refusal is the model's at some height
     * between sending and answer.
     *
     * @param start the height before the first command
     */
    void explain(Position start, List<Committed> transactions, List<Answered> answered) {
        Map<String, Answered> acknowledged = new HashMap<>();
        List<Answered> open = new ArrayList<>();
        for (Answered one : answered) {
            String txId = one.reply().txId();
            if (txId == null) {
                open.add(one);
            } else {
                assertThat(acknowledged.put(txId, one)).as(txId).isNull();
            }
        }
        accepted += acknowledged.size();
        refused += open.size();
        World world = new World();
        Trail trail = new Trail();
        long height = start.block();
        @Nullable Committed last = null;
        for (Committed transaction : transactions) {
            if (transaction.block() > height) {
                refuse(world, height, open);
                height = transaction.block();
            }
            if (!transaction.valid()) {
                conflicts++;
                continue;
            }
            Answered one = acknowledged.remove(transaction.txId());
            if (one == null) {
                throw new AssertionError("took effect, and nobody was told so, or twice: " + transaction);
            }
            if (last != null && last.block() == transaction.block()) {
                shared++;
            }
            last = transaction;
            take(world, one);
            trail.add(one.sent(), transaction);
        }
        refuse(world, height, open);
        assertThat(open)
                .as("refused, and at no height between sending and answer the model's refusal")
                .isEmpty();
        assertThat(acknowledged).as("acknowledged, and not on the ledger").isEmpty();
        trail.assertSame(world);
    }

    private static void take(World world, Answered one) {
        Model.Verdict verdict = Model.decide(world, one.sent());
        assertThat(verdict.code()).as("%s", one.sent()).isEqualTo(Model.ACCEPTED);
        assertThat(one.reply().json())
                .as("%s", one.sent())
                .isEqualTo(verdict.answer().json());
    }

    /** Takes those off the list that the model would refuse alike at this height. */
    private void refuse(World world, long height, List<Answered> open) {
        open.removeIf(one -> {
            boolean then = one.before() <= height && height <= one.after();
            boolean same =
                    then && Model.wouldSay(world, one.sent()).equals(one.reply().code());
            if (same && height > one.before()) {
                late++;
            }
            return same;
        });
    }

    int acceptedPercent() {
        return 100 * accepted / Math.max(1, accepted + refused);
    }

    /** The submitters did get into each other's way. */
    void assertContended() {
        assertThat(shared).as("transactions that share a block").isPositive();
        assertThat(conflicts).as("transactions that came too late").isPositive();
        assertThat(late).as("refusals because of what came in between").isPositive();
    }

    @Override
    public String toString() {
        return "%d %% accepted: %d accepted, %d refused, of which %d only by what came after sending; %d shared a block, %d conflicts"
                .formatted(acceptedPercent(), accepted, refused, late, shared, conflicts);
    }
}
