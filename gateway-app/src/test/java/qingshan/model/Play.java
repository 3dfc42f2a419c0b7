package qingshan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.model.plain.Crowd;
import qingshan.model.plain.DocReader;
import qingshan.model.plain.Generator;
import qingshan.model.plain.Model;
import qingshan.model.plain.Sent;
import qingshan.model.plain.World;

/** One seed: commands one after the other to the ledger and to the model, every answer compared, and the state at the end. */
final class Play {
    /** A Thursday in the season, 10:00 in the county. */
    static final long START = 1_774_490_400_000L;

    private final long seed;
    private final SharedLedger ledger;
    private final Tally tally;
    private final World world = new World();
    private final Map<String, Sent> acknowledged = new HashMap<>();
    private final Trail trail = new Trail();

    Play(long seed, SharedLedger ledger, Tally tally) {
        this.seed = seed;
        this.ledger = ledger;
        this.tally = tally;
    }

    /** Random commands. */
    void random(int commands) {
        long now = START;
        Generator generator = new Generator(seed, world, now);
        for (int i = 0; i < commands; i++) {
            now += generator.pause();
            Sent sent = generator.next(now);
            generator.learn(sent, step(i, sent));
        }
    }

    /** A trader with more purchases than one sale may take from. */
    void crowd() {
        long now = START;
        Crowd crowd = new Crowd(seed, world, now);
        int i = 0;
        for (Sent sent = crowd.next(now); sent != null; sent = crowd.next(++now)) {
            step(i++, sent);
        }
    }

    private boolean step(int i, Sent sent) {
        try {
            return step(sent);
        } catch (RuntimeException | AssertionError e) {
            throw failed("command " + i + ", " + sent, e);
        }
    }

    private boolean step(Sent sent) {
        Model.Verdict verdict = Model.decide(world, sent);
        SharedLedger.Reply reply = ledger.send(sent);
        tally.count(sent, verdict);
        assertThat(reply.code()).as(reply.json()).isEqualTo(verdict.code());
        if (reply.txId() == null) {
            assertRefusal(sent.fault(), reply);
            return false;
        }
        assertThat(reply.json()).isEqualTo(verdict.answer().json());
        acknowledged.put(reply.txId(), sent);
        return true;
    }

    private static void assertRefusal(Sent.@Nullable Fault fault, SharedLedger.Reply reply) {
        String field = DocReader.read(reply.json()).members().get("field") instanceof String text ? text : null;
        if (fault != null && fault.field().endsWith("*")) {
            assertThat(field)
                    .startsWith(fault.field().substring(0, fault.field().length() - 1));
        } else if (fault != null) {
            assertThat(field).isEqualTo(fault.field());
        }
        if (reply.code().equals("FROZEN")) {
            assertThat(reply.json()).contains("\"frozenGrams\":");
        }
    }

    /** Takes a valid transaction from the blocks, if it is of this seed and for the first time. */
    boolean take(Committed transaction) {
        Sent sent = acknowledged.remove(transaction.txId());
        if (sent != null) {
            trail.add(sent, transaction);
        }
        return sent != null;
    }

    /** All that was acknowledged came out of the blocks, and the ledger's state is the model's. */
    void assertSame() {
        try {
            assertThat(acknowledged.values())
                    .as("acknowledged, and not on the ledger")
                    .isEmpty();
            trail.assertSame(world);
        } catch (AssertionError e) {
            throw failed("at the end", e);
        }
    }

    private AssertionError failed(String where, Throwable why) {
        String said = where.length() > 5_000 ? where.substring(0, 5_000) + " …" : where;
        return new AssertionError(
                "seed %d, %s%n%s%nPlay it alone: %s".formatted(seed, said, why.getMessage(), ModelTest.alone(seed)),
                why);
    }
}
