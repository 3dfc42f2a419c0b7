package qingshan.gateway.ledger;

/**
 * A ledger that runs the contracts: commands go in, blocks come out.
 *
 * <p>All methods may be called by several threads at once.
 */
public interface Ledger extends AutoCloseable {

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

    /**
     * Gives the handler every block after a position, each once and in order, and waits for new ones. Ends when the handler
     * says stop or the calling thread is interrupted (its interrupt flag stays set).
     *
     * <p>Who only wants to catch up asks for {@link #height()} first and stops there.
     *
     * @throws LedgerException if blocks can no longer be read
     */
    void follow(Position after, BlockHandler handler);

    /** The position of the newest block. */
    Position height();

    /** Lets go of the ledger. Transactions under way are finished first. */
    @Override
    void close();
}
