package qingshan.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import qingshan.model.plain.Facts;
import qingshan.model.plain.Model;
import qingshan.model.plain.Sent;
import qingshan.model.plain.World;

/** The transactions of one seed as the blocks have them, each beside the command that it came from. */
final class Trail {
    private record Step(Sent sent, Committed committed) {}

    private final List<Step> steps = new ArrayList<>();

    void add(Sent sent, Committed committed) {
        steps.add(new Step(sent, committed));
    }

    /**
     * All that the ledger holds is what the model's world holds: holdings, entitlement and certificates with what is left,
     * lots with their holds, cards with their keys, records, private prices. Names the first command after which it is not.
     */
    void assertSame(World world) {
        StateFacts ledger = new StateFacts();
        steps.forEach(step -> step.committed.writes().forEach(ledger::written));
        if (ledger.all().equals(Facts.of(world))) {
            return;
        }
        World again = new World();
        StateFacts soFar = new StateFacts();
        for (Step step : steps) {
            Model.decide(again, step.sent);
            step.committed.writes().forEach(soFar::written);
            assertSame("after " + step.sent, soFar.all(), Facts.of(again));
        }
        assertSame("at the end", ledger.all(), Facts.of(world));
    }

    private static void assertSame(String when, Map<String, String> ledger, Map<String, String> model) {
        if (ledger.equals(model)) {
            return;
        }
        StringBuilder differences = new StringBuilder("the state differs ").append(when);
        model.forEach((name, value) -> {
            if (!value.equals(ledger.get(name))) {
                differences.append("\n%s%n  model  %s%n  ledger %s".formatted(name, value, ledger.get(name)));
            }
        });
        ledger.forEach((name, value) -> {
            if (!model.containsKey(name)) {
                differences.append("\n%s%n  only on the ledger %s".formatted(name, value));
            }
        });
        throw new AssertionError(differences);
    }
}
