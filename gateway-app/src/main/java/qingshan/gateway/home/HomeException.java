package qingshan.gateway.home;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.ExplainedException;

/** The home or its database cannot be used. */
public final class HomeException extends ExplainedException {

    private static final long serialVersionUID = 1L;

    private HomeException(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        super("Home", key, cause, arguments);
    }

    /**
     * A failure.
     *
     * @param key of its sentence in {@code Home.properties}
     */
    static HomeException of(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        return new HomeException(key, cause, arguments);
    }
}
