package qingshan.gateway.ledger;

import org.jspecify.annotations.Nullable;

/** A home's own ledger, as whoever keeps it open sees it. */
public interface HomeLedger extends Ledger {
    /** Who can submit here, and how to enrol more. */
    Enroller enroller();

    /**
     * Does nothing while this object can work, if not now then later.
     *
     * @throws LedgerException if it never will again, and why; then it must be closed and opened again
     */
    void mustWork();

    /** Why it can take nothing now, though it will again by itself; null while all goes well. */
    @Nullable
    Exception away();

    /**
     * Whether it may be followed again on this object after following it ended so; else it must be closed and opened again.
     *
     * @param failure that ended {@link #follow}
     */
    boolean outlasts(Exception failure);

    /** How many transactions were sent whose fate nobody knows yet. */
    int pending();
}
