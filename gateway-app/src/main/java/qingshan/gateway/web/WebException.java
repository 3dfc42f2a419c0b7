package qingshan.gateway.web;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.ExplainedException;

/** The gateway cannot be started or reached. */
public final class WebException extends ExplainedException {
    private static final long serialVersionUID = 1L;

    private WebException(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        super("Web", key, cause, arguments);
    }

    /**
     * A failure.
     *
     * @param key of its sentence in {@code Web.properties}
     */
    public static WebException of(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        return new WebException(key, cause, arguments);
    }
}
