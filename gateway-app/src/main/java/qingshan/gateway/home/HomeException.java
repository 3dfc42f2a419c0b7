package qingshan.gateway.home;

import org.jspecify.annotations.Nullable;

/** The home or its database cannot be used. The message is one sentence that says what to do. */
public final class HomeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public HomeException(String message) {
        super(message);
    }

    public HomeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
