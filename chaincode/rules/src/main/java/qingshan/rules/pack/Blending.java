package qingshan.rules.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.json.BadMember;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Lists;
import qingshan.rules.value.Name;
import qingshan.rules.value.Text;

/**
 * Lots that became one: a new lot whose parents are kept.
 *
 * @param season of the tea
 * @param maker the blender's card
 * @param product of all of it
 * @param parts what goes in
 * @param grade of the blend
 * @param certificate the number of the certificate that is made anew: mixing what several grew ends the old ones. Needed
 *     for leaf, of those who must give certificates
 * @param promise on what that certificate rests, or absent
 * @param number of the maker's batch, or absent
 */
public record Blending(
        Name season,
        Id maker,
        Text product,
        List<Part> parts,
        Text grade,
        @Nullable Text certificate,
        @Nullable Text promise,
        @Nullable Text number,
        LedgerTime occurredAt,
        Witnesses witnesses) {
    private static final int PARTS_MAX = 20;

    /** Bounds the parts; each grade stands once. */
    public Blending {
        parts = Lists.bounded("parts", parts, 1, PARTS_MAX);
        if (parts.stream().map(Part::grade).distinct().count() != parts.size()) {
            throw new BadMember("parts", "names a grade twice");
        }
    }

    /**
     * What goes in of one grade.
     *
     * @param grade such as 一级
     * @param grams how much
     */
    public record Part(Text grade, Grams grams) {
        /** Refuses nothing at all. */
        public Part {
            grams.positive("grams");
        }
    }
}
