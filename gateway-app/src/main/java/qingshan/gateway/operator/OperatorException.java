package qingshan.gateway.operator;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.ExplainedException;

/** The running gateway cannot be found or asked. */
public final class OperatorException extends ExplainedException {
    private static final long serialVersionUID = 1L;

    private OperatorException(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        super("Operator", key, cause, arguments);
    }

    /**
     * A failure.
     *
     * @param key of its sentence in {@code Operator.properties}
     */
    public static OperatorException of(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        return new OperatorException(key, cause, arguments);
    }
}
