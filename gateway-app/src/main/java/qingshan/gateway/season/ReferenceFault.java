package qingshan.gateway.season;

import java.util.Locale;
import qingshan.gateway.Sentences;

/** Why a row of parties, plots, certificates or products stops the import. */
public enum ReferenceFault {
    /** No number in the first column. */
    NO_NUMBER,
    /** A number seen before in the file. */
    SEEN_BEFORE,
    /** A kind that is not among the four. */
    UNKNOWN_KIND,
    /** A card that {@code parties.csv} does not have. */
    UNKNOWN_CARD,
    /** An area, weight or net content that is no number. */
    BAD_NUMBER,
    /** A day that is not like {@code 2026-03-05}. */
    BAD_DAY,
    /** A GTIN without its check digit. */
    BAD_GTIN;

    /** What to do about it, in a few words. */
    public String cure(Locale locale) {
        return Sentences.of(ReferenceFault.class, "ReferenceFaults", locale).say(name());
    }
}
