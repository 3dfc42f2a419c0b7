package qingshan.gateway.trace;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.ExplainedException;

/** Nothing can be traced, or nothing was found. */
public final class TraceException extends ExplainedException {
    private static final long serialVersionUID = 1L;

    private TraceException(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        super("Trace", "failed." + key, cause, arguments);
    }

    /**
     * A failure.
     *
     * @param key of its sentence in {@code Trace.properties}, after {@code failed.}
     */
    static TraceException of(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        return new TraceException(key, cause, arguments);
    }

    /** Nothing has this name or number. */
    public static TraceException unknown(String id) {
        return of("unknown", null, id);
    }

    /** Several things have this number; the sentence ends where they are listed. */
    public static TraceException ambiguous(String id) {
        return of("ambiguous", null, id);
    }
}
