package qingshan.gateway.follower;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.ExplainedException;

/** Blocks cannot become rows: the chain is broken, is another channel's, or its rows cannot be written. */
public final class FollowerException extends ExplainedException {
    private static final long serialVersionUID = 1L;

    private FollowerException(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        super("Follower", key, cause, arguments);
    }

    /**
     * A failure.
     *
     * @param key of its sentence in {@code Follower.properties}
     */
    static FollowerException of(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        return new FollowerException(key, cause, arguments);
    }
}
