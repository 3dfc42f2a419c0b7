package qingshan.gateway.staff;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.ExplainedException;

/** An account cannot be as it is asked for. */
public final class StaffException extends ExplainedException {
    private static final long serialVersionUID = 1L;

    private StaffException(String key, @Nullable Object... arguments) {
        super("Staff", key, null, arguments);
    }

    /**
     * A failure.
     *
     * @param key of its sentence in {@code Staff.properties}
     */
    static StaffException of(String key, @Nullable Object... arguments) {
        return new StaffException(key, arguments);
    }
}
