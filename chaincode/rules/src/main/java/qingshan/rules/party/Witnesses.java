package qingshan.rules.party;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Id;
import qingshan.rules.value.Lists;
import qingshan.rules.value.Text;

/**
 * Who stands behind a record: holders by their cards' signatures, or a market for one of its scales. Part of the body
 * that is signed.
 *
 * @param market the attesting market; absent where holders sign
 * @param scale the market's scale; absent where holders sign or nothing was weighed
 * @param signers the holders' counters, in the order of the signatures; empty where a market attests
 */
public record Witnesses(@Nullable Id market, @Nullable Text scale, List<Counter> signers) {
    /** Refuses both at once, and nobody. */
    public Witnesses {
        signers = Lists.bounded("signers", signers, 0, 2);
        if (signers.isEmpty() == (market == null)) {
            throw new IllegalArgumentException("names either the signers or the market that attests");
        }
        if (market == null && scale != null) {
            throw new IllegalArgumentException("names a scale without its market");
        }
    }

    /** Whether holders sign. */
    public boolean signed() {
        return !signers.isEmpty();
    }
}
