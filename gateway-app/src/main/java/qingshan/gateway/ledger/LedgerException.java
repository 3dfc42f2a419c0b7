package qingshan.gateway.ledger;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.ExplainedException;

/**
 * The ledger cannot do its work: it is not reachable, not set up as it must be, or no longer the one writer. A submit that
 * ends in this exception changed nothing.
 */
public final class LedgerException extends ExplainedException {

    private static final long serialVersionUID = 1L;

    /** What it means to who asked. */
    public enum Kind {
        /** The ledger cannot be asked now. */
        AWAY,
        /** The asker's own identity does not count on the ledger: its certificate was revoked, has expired, or is not here. */
        IDENTITY_ENDED,
        /** The ledger denies the organization or its gateway, so that nobody can do anything here. */
        DENIED
    }

    private final Kind kind;

    private LedgerException(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        super("Ledger", key, cause, arguments);
        this.kind = switch (key) {
            case "identity.expired", "identity.ended", "identity.revoked", "not.enrolled" -> Kind.IDENTITY_ENDED;
            case "identity.denied", "gateway.denied" -> Kind.DENIED;
            // what is away for all since it denies the gateway is not the asker's fault
            default -> cause instanceof LedgerException of && of.kind == Kind.DENIED ? Kind.DENIED : Kind.AWAY;
        };
    }

    /**
     * A failure.
     *
     * @param key of its sentence in {@code Ledger.properties}
     */
    public static LedgerException of(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        return new LedgerException(key, cause, arguments);
    }

    /** What it means to who asked. */
    public Kind kind() {
        return kind;
    }
}
