package qingshan.gateway.network;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.ExplainedException;

/** A network cannot be installed, started or asked. */
public final class NetworkException extends ExplainedException {
    private static final long serialVersionUID = 1L;

    private NetworkException(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        super("Network", key, cause, arguments);
    }

    /**
     * A failure.
     *
     * @param key of its sentence in {@code Network.properties}
     */
    static NetworkException of(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        return new NetworkException(key, cause, arguments);
    }
}
