package qingshan.gateway.ledger;

/**
 * A ledger that runs the contracts: commands go in, blocks come out.
 *
 * <p>All methods may be called by several threads at once.
 */
public interface Ledger extends BlockSource {

    /**
     * Evaluates a transaction against the latest committed state and writes nothing.
     *
     * @throws LedgerException if the ledger could not be asked
     */
    Answer read(Query query);

    /**
     * Sends a command and waits until its fate is known.
     *
     * <p>A conflict with another transaction ({@code MVCC_READ_CONFLICT}, {@code PHANTOM_READ_CONFLICT}) is known to have
     * changed nothing, so it is tried again a few times, each time as a new transaction. Nothing else is tried again.
     *
     * @return {@link Outcome.Committed} only once the block is durable
     * @throws LedgerException if the ledger could not be asked; then nothing was sent
     */
    Outcome submit(Command command);

    /** Lets go of the ledger. Transactions under way are finished first. */
    @Override
    void close();
}
