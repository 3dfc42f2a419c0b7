package qingshan.gateway.registrar;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Sender;
import qingshan.gateway.party.Names;

/**
 * What a party may harvest in a season, and who has approved it.
 *
 * @param known whose it is, or null: the name is not known here
 * @param granted grams in force, or null: none yet
 * @param used grams harvested, or null
 * @param basis on what the grams in force rest, or null
 * @param plots of the newest proposal, else of what is in force
 * @param computed grams that these plots give by the season's policy
 * @param yield grams a mu, of that policy
 * @param steps the three approvals in order
 * @param approval the form by which the reader approves, or null: it is not their turn
 * @param proposes whether the reader may propose it anew
 */
public record EntitlementPage(
        String card,
        String season,
        Names.@Nullable Named known,
        @Nullable Long granted,
        @Nullable Long used,
        @Nullable String basis,
        List<PartyPage.Plot> plots,
        long computed,
        long yield,
        List<Step> steps,
        @Nullable Form approval,
        boolean proposes,
        Sender.@Nullable Taken taken) {
    /**
     * An approval.
     *
     * @param level {@code village}, {@code town} or {@code county}
     * @param at when it was recorded, or null: not yet
     */
    public record Step(String level, @Nullable Instant at) {}

    /** The area of all its plots, in thousandths of a mu. */
    public long area() {
        return plots.stream().mapToLong(PartyPage.Plot::area).sum();
    }
}
