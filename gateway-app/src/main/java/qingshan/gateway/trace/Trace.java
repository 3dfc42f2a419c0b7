package qingshan.gateway.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.CardRow;
import qingshan.gateway.follower.Row.ChunkRow;
import qingshan.gateway.follower.Row.DisputeRow;
import qingshan.gateway.follower.Row.HoldRow;
import qingshan.gateway.follower.Row.InspectionItemRow;
import qingshan.gateway.follower.Row.InspectionRow;
import qingshan.gateway.follower.Row.PlotRow;
import qingshan.gateway.follower.Row.ProductRow;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.gateway.follower.Row.RunRow;
import qingshan.gateway.follower.Row.StretchRow;

/**
 * Where something comes from and where it went. Weights are grams. Which leaf went where is by first-in-first-out
 * accounts.
 *
 * @param subject what was asked for
 * @param back where it comes from: what it took, what those took, and so on to harvests
 * @param forward where it went: who took of it, who of those, and so on to packs, losses and sales
 * @param growers of all the leaf in it, the most leaf first
 * @param openings opening stock in it, of which nobody recorded the growers
 * @param plots of these growers in the season
 * @param packs that hold some of it
 * @param pack the one pack that was asked for, else null
 * @param held what is left of it in somebody's hands
 * @param inspections of any lot on the way
 * @param holds freezes and recalls of any lot or run on the way, lifted ones too; each names the lots it reaches here
 * @param disputes of any slip on the way, settled ones too
 * @param lost cards of anyone on the way in whose place others stand
 * @param numbers printed numbers of cards and plots, as far as they are known here, by id
 */
public record Trace(
        Subject subject,
        List<Branch> back,
        List<Branch> forward,
        List<Grower> growers,
        List<Opening> openings,
        List<Plot> plots,
        List<Packs> packs,
        @Nullable Pack pack,
        List<Held> held,
        List<Tested> inspections,
        List<Kept> holds,
        List<DisputeRow> disputes,
        List<CardRow> lost,
        List<Numbered> numbers) {
    /**
     * What was asked for: a record, a pack of a packing run, or a card.
     *
     * @param record the record, of a pack the run; or null for a card
     * @param serial the index of the pack's serial, or null
     * @param card the card's id, or null for a record
     * @param account under which the ledger keeps what the card holds, or null for a record
     */
    public record Subject(
            @Nullable RecordRow record,
            @Nullable Long serial,
            @Nullable String card,
            @Nullable String account) {
        static Subject of(RecordRow record) {
            return new Subject(record, null, null, null);
        }

        static Subject of(CardRow card) {
            return new Subject(null, null, card.card(), card.account());
        }

        Subject pack(long index) {
            return new Subject(record, index, card, account);
        }

        /** Its id: the record's name, with {@code #} and the index of a pack's serial; or the card's id. */
        public String id() {
            return record == null ? String.valueOf(card) : record.name() + (serial == null ? "" : "#" + serial);
        }

        /** {@code slip}, {@code packing}, …, {@code pack}, or {@code card}. */
        public String kind() {
            return record == null ? "card" : serial == null ? record.kind() : "pack";
        }
    }

    /**
     * A record on the way.
     *
     * @param record the record
     * @param grams along the edge to the record above it
     * @param standing who stands behind the record
     * @param held {@code freeze} or {@code recall} where one of its lot or run is in force, else null
     * @param disputed {@code open} or {@code upheld} where a slip is disputed, else null
     * @param above whether it stands in the tree already, with its own branches
     * @param branches what it took, or who took of it
     */
    public record Branch(
            RecordRow record,
            long grams,
            Standing standing,
            @Nullable String held,
            @Nullable String disputed,
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
     * Opening stock.
     *
     * @param record in which it was declared; its reason says where it came from, in the holder's words
     * @param grams of it that went in
     * @param share of the whole, as of a grower
     * @param standing who said so
     */
    public record Opening(
            RecordRow record, long grams, @Nullable Integer share, Standing standing) {}

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
     * @param chunks of serials that were issued, in order
     * @param stretches of serials that are void or dispatched, in order
     */
    public record Packs(
            RecordRow record,
            RunRow run,
            @Nullable ProductRow product,
            Standing standing,
            @Nullable String held,
            List<ChunkRow> chunks,
            List<StretchRow> stretches) {
        /** How many serials were issued. */
        public long issued() {
            return chunks.stream().mapToLong(ChunkRow::count).sum();
        }

        /** How many serials have a fate: {@code void} or {@code dispatched}. */
        public long of(String fate) {
            return stretches.stream()
                    .filter(stretch -> stretch.fate().equals(fate))
                    .mapToLong(stretch -> stretch.last() - stretch.first() + 1)
                    .sum();
        }
    }

    /** What became of a serial. */
    public enum Fate {
        /** Nobody has issued a serial of this index. */
        NOT_ISSUED,
        /** Issued, and its pack has not left yet. */
        ISSUED,
        /** Its label was spoilt. */
        VOID,
        /** Its pack has left the packer. */
        DISPATCHED
    }

    /**
     * One pack of the run that was asked for.
     *
     * @param serial index of its serial
     * @param fate what became of it
     * @param chunk in which it was issued, or null
     * @param stretch in which it became void or was dispatched, or null
     */
    public record Pack(
            long serial,
            Fate fate,
            @Nullable ChunkRow chunk,
            @Nullable StretchRow stretch) {}

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
