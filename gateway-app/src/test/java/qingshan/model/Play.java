package qingshan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.model.plain.Crowd;
import qingshan.model.plain.DocReader;
import qingshan.model.plain.Facts;
import qingshan.model.plain.Generator;
import qingshan.model.plain.Model;
import qingshan.model.plain.Sent;
import qingshan.model.plain.World;

/** One seed: commands against a ledger and against the model, compared one by one. */
final class Play {
    /** A Thursday in the season, 10:00 in the county. */
    private static final long START = 1_774_490_400_000L;

    private final long seed;
    private final Driver ledger;
    private final Tally tally;
    private final World world = new World();

    Play(long seed, Driver ledger, Tally tally) {
        this.seed = seed;
        this.ledger = ledger;
        this.tally = tally;
    }

    /** On a ledger that takes our time for its own, and has nothing but this seed. */
    void alone(int commands) {
        long now = START;
        Generator generator = new Generator(seed, world, now, true);
        for (int i = 0; i < commands; i++) {
            now += generator.pause();
            Sent sent = generator.next(now);
            String what = "seed " + seed + ", command " + i + ": " + sent;
            boolean accepted;
            try {
                accepted = step(what, sent);
            } catch (RuntimeException e) {
                throw new AssertionError(what, e);
            }
            if (accepted) {
                compare(what, ledger.facts(), Facts.of(world));
            }
            generator.learn(sent, accepted);
        }
    }

    /** A trader with more purchases than one sale may take from; compared at the end. */
    void crowd() {
        long now = START;
        Crowd crowd = new Crowd(seed, world, now);
        for (Sent sent = crowd.next(now); sent != null; sent = crowd.next(++now)) {
            step("crowd: " + sent.type(), sent);
        }
        compare("crowd", ledger.facts(), Facts.of(world));
    }

    private boolean step(String what, Sent sent) {
        Model.Verdict verdict = Model.decide(world, sent);
        Driver.Reply reply = ledger.send(sent);
        tally.count(sent, verdict);
        assertThat(reply.code()).as("%s%n%s", what, reply.json()).isEqualTo(verdict.code());
        boolean accepted = verdict.code().equals(Model.ACCEPTED);
        if (accepted) {
            assertThat(reply.json()).as(what).isEqualTo(verdict.answer().json());
        } else {
            refused(what, sent.fault(), reply);
        }
        return accepted;
    }

    private static void refused(String what, Sent.@Nullable Fault fault, Driver.Reply reply) {
        String field = DocReader.read(reply.json()).members().get("field") instanceof String text ? text : null;
        if (fault != null && fault.field().endsWith("*")) {
            assertThat(field)
                    .as(what)
                    .startsWith(fault.field().substring(0, fault.field().length() - 1));
        } else if (fault != null) {
            assertThat(field).as(what).isEqualTo(fault.field());
        }
        if (reply.code().equals("FROZEN")) {
            assertThat(reply.json()).as(what).contains("\"frozenGrams\":");
        }
    }

    static void compare(String what, Map<String, String> ledger, Map<String, String> model) {
        if (ledger.equals(model)) {
            return;
        }
        Map<String, String> differ = new TreeMap<>();
        model.forEach((name, value) -> {
            if (!value.equals(ledger.get(name))) {
                differ.put(name, "\n  model  " + value + "\n  ledger " + ledger.get(name) + "\n");
            }
        });
        ledger.forEach((name, value) -> {
            if (!model.containsKey(name)) {
                differ.put(name, "\n  only on the ledger " + value + "\n");
            }
        });
        throw new AssertionError(what + "\n" + differ);
    }
}
