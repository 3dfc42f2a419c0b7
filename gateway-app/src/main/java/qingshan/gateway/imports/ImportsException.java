package qingshan.gateway.imports;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.ExplainedException;

/** What was sent is no season, or cannot be imported now. Nothing of it was kept. */
final class ImportsException extends ExplainedException {
    private static final long serialVersionUID = 1L;

    private ImportsException(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        super("Imports", "failed." + key, cause, arguments);
    }

    /**
     * A failure.
     *
     * @param key of its sentence in {@code Imports.properties}, after {@code failed.}
     */
    static ImportsException of(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        return new ImportsException(key, cause, arguments);
    }
}
