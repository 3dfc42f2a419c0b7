package qingshan.gateway.imports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An import, as it is known here.
 *
 * @param run its id
 * @param season its name
 * @param who began it last, on a page; null if it was begun by the command alone
 * @param begun when
 * @param state how it ended
 * @param failure what stopped it, in the reader's language; else null
 */
public record Import(
        String run,
        String season,
        @Nullable String who,
        Instant begun,
        State state,
        @Nullable String failure) {
    /** How an import stands. */
    public enum State {
        /** It runs now. */
        RUNNING,
        /** It was finished; there is a report. */
        DONE,
        /** It was finished; a later import of the season took the place of its report. */
        REPLACED,
        /** Something stopped it, and said why. */
        FAILED,
        /** The gateway or the command ended before it did. */
        INTERRUPTED
    }

    /** The beginning of its id, as people tell imports apart. */
    public String brief() {
        return run.substring(0, 12);
    }
}
