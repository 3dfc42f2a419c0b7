package qingshan.gateway.trace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.DisputeRow;

/** What stands beside a record wherever it is shown. */
final class Marks {
    private final Map<String, String> held;
    private final Map<String, String> disputed = new TreeMap<>();

    /**
     * The marks of records.
     *
     * @param held {@code freeze} or {@code recall} by lot or run
     * @param disputes of slips; one that was withdrawn or dismissed leaves no mark
     */
    Marks(Map<String, String> held, List<DisputeRow> disputes) {
        this.held = held;
        for (DisputeRow dispute : disputes) {
            String outcome = dispute.outcome();
            if (outcome == null || outcome.equals("upheld")) {
                disputed.put(dispute.slip(), outcome == null ? "open" : outcome);
            }
        }
    }

    @Nullable
    String held(String record) {
        return held.get(record);
    }

    @Nullable
    String disputed(String record) {
        return disputed.get(record);
    }
}
