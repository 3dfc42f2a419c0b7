package qingshan.gateway.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The ledger cannot do its work: it is not reachable, not set up as it must be, or no longer the one writer. Its message is
 * one sentence for the operator. A submit that ends in this exception changed nothing.
 */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
