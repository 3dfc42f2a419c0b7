package qingshan.gateway.registrar;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.Sender;
import qingshan.gateway.party.Names;

/**
 * A party and what hangs on it.
 *
 * @param party its id
 * @param kind as the ledger writes it
 * @param village public, or null
 * @param basis adopted or approved
 * @param known who it is, or null: its name is not known here
 * @param registers whether the reader's role registers and corrects parties
 * @param taken what was just done, or null
 */
public record PartyPage(
        String party,
        String kind,
        @Nullable String village,
        String basis,
        Names.@Nullable Named known,
        List<Card> cards,
        List<Plot> plots,
        List<Entitlement> entitlements,
        boolean registers,
        Sender.@Nullable Taken taken) {
    /**
     * One of its cards.
     *
     * @param number as printed, or null
     * @param lostAt since when it counts as lost, or null
     * @param replacedBy the printed number of the card in its place, or null
     */
    public record Card(
            String card,
            @Nullable String number,
            boolean signedOnly,
            @Nullable Instant lostAt,
            @Nullable String replacedBy,
            List<Key> keys) {}

    /** A key of a card. */
    public record Key(
            int key,
            String algorithm,
            Instant addedAt,
            @Nullable Instant revokedAt) {}

    /** A plot of the party's; its area in thousandths of a mu. */
    public record Plot(
            String plot,
            @Nullable String number,
            long area,
            @Nullable String village) {}

    /** What it may harvest in a season, in grams. */
    public record Entitlement(String card, String season, long granted, long used, String basis) {}
}
