package qingshan.gateway.season;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import qingshan.rules.party.PartyKind;

/**
 * What {@code season.json} says: the values that differ from season to season.
 *
 * @param season its name, 1 to 32 characters without slashes
 * @param from the first local day, as {@code 2026-03-01}
 * @param to the last local day; it is in
 * @param yieldGramsPerMu fresh leaf that a mu may yield in the season
 * @param bandMinMillionths leaf for one part of made tea, at least, in millionths
 * @param bandMaxMillionths leaf for one part of made tea, at most, in millionths
 * @param certificateRequired which kinds must give a certificate with leaf
 */
public record SeasonSettings(
        String season,
        LocalDate from,
        LocalDate to,
        long yieldGramsPerMu,
        long bandMinMillionths,
        long bandMaxMillionths,
        Set<PartyKind> certificateRequired) {
    /** Keeps its own copy of the set. */
    public SeasonSettings {
        certificateRequired = Set.copyOf(certificateRequired);
    }

    /** The season's first moment, in milliseconds since 1970. */
    public long fromEpochMilli() {
        return from.atStartOfDay().toInstant(MarketTime.OFFSET).toEpochMilli();
    }

    /**
     * What has not happened yet cannot be in a market's records.
     *
     * @throws SeasonException when the first day is still to come
     */
    public void mustHaveBegun(Instant now) {
        LocalDate today = now.atOffset(MarketTime.OFFSET).toLocalDate();
        if (from.isAfter(today)) {
            throw SeasonException.at(SeasonFault.IMPORT_SEASON_TO_COME, from, today);
        }
    }

    /** The first moment after the season, in milliseconds since 1970. */
    public long untilEpochMilli() {
        return to.plusDays(1).atStartOfDay().toInstant(MarketTime.OFFSET).toEpochMilli();
    }
}
