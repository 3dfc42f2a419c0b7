package qingshan.gateway.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.HoldRow;
import qingshan.gateway.follower.Row.InspectionItemRow;
import qingshan.gateway.follower.Row.InspectionRow;
import qingshan.gateway.follower.Row.PlotRow;
import qingshan.gateway.follower.Row.ProductRow;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.gateway.follower.Row.RunRow;

/**
 * Where something comes from and where it went. Weights are grams. Which leaf went where is by first-in-first-out
 * accounts.
 *
 * @param subject what was asked for
 * @param back where it comes from: what it took, what those took, and so on to harvests
 * @param forward where it went: who took of it, who of those, and so on to packs, losses and sales
 * @param growers of all the leaf in it, the most leaf first
 * @param plots of these growers in the season
 * @param packs that hold some of it
 * @param held what is left of it in somebody's hands
 * @param inspections of any lot on the way
 * @param holds freezes and recalls of any lot or run on the way, lifted ones too; each names the lots it reaches here
 * @param numbers printed numbers of cards and plots, as far as they are known here, by id
 */
public record Trace(
        Subject subject,
        List<Branch> back,
        List<Branch> forward,
        List<Grower> growers,
        List<Plot> plots,
        List<Packs> packs,
        List<Held> held,
        List<Tested> inspections,
        List<Kept> holds,
        List<Numbered> numbers) {
    /**
     * What was asked for: a record, or a card.
     *
     * @param record the record, or null for a card
     * @param card the card's id, or null for a record
     */
    public record Subject(
            @Nullable RecordRow record, @Nullable String card) {
        /** Its id: the record's name, or the card's id. */
        public String id() {
            return record != null ? record.name() : String.valueOf(card);
        }

        /** {@code slip}, {@code packing}, …, or {@code card}. */
        public String kind() {
            return record != null ? record.kind() : "card";
        }
    }

    /**
     * A record on the way.
     *
     * @param record the record
     * @param grams along the edge to the record above it
     * @param standing who stands behind the record
     * @param held {@code freeze} or {@code recall} where one of its lot or run is in force, else null
     * @param above whether it stands in the tree already, with its own branches
     * @param branches what it took, or who took of it
     */
    public record Branch(
            RecordRow record,
            long grams,
            Standing standing,
            @Nullable String held,
            boolean above,
            List<Branch> branches) {}

    /**
     * A grower.
     *
     * @param card the grower's
     * @param village or null where nobody said
     * @param lots how many harvests
     * @param grams of them that went in
     * @param share of the whole in hundredths of a percent, in proportion to what each step took; null where several
     *     things are looked at together
     * @param first harvest's record
     * @param last harvest's record
     */
    public record Grower(
            String card,
            @Nullable String village,
            int lots,
            long grams,
            @Nullable Integer share,
            RecordRow first,
            RecordRow last) {}

    /**
     * A plot.
     *
     * @param plot the plot
     * @param card of the grower whose entitlement counts it
     * @param standing who stands behind the plot
     * @param entitlement who stands behind the entitlement
     */
    public record Plot(PlotRow plot, String card, Standing standing, Standing entitlement) {}

    /**
     * A packing run.
     *
     * @param record the packing
     * @param run how many packs of what
     * @param product null where nobody registered the GTIN
     * @param standing who stands behind the packing
     * @param held {@code freeze} or {@code recall} where one of it is in force, else null
     */
    public record Packs(
            RecordRow record,
            RunRow run,
            @Nullable ProductRow product,
            Standing standing,
            @Nullable String held) {}

    /** Grams in somebody's hands. */
    public record Held(String card, String product, String grade, long grams) {}

    /** A laboratory's report. */
    public record Tested(InspectionRow inspection, List<InspectionItemRow> items) {}

    /**
     * A freeze or recall.
     *
     * @param hold of the first lot or run here that it reaches
     * @param standing who ordered it
     * @param lots all lots and runs here that it reaches
     */
    public record Kept(HoldRow hold, Standing standing, List<String> lots) {}

    /** A card's or plot's printed number. */
    public record Numbered(String id, String number) {}
}
