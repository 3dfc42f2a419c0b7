package qingshan.gateway.ledger;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.ExplainedException;

/**
 * The ledger cannot do its work: it is not reachable, not set up as it must be, or no longer the one writer. A submit that
 * ends in this exception changed nothing.
 */
public final class LedgerException extends ExplainedException {

    private static final long serialVersionUID = 1L;

    private LedgerException(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        super("Ledger", key, cause, arguments);
    }

    /**
     * A failure.
     *
     * @param key of its sentence in {@code Ledger.properties}
     */
    public static LedgerException of(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        return new LedgerException(key, cause, arguments);
    }
}
