package qingshan.gateway.ledger;

/** Where blocks come from, in order. Who only follows needs nothing else of a ledger, and no right to write to it. */
public interface BlockSource extends AutoCloseable {

    /**
     * Gives the handler every block after a position, each once and in order, and waits for new ones. Ends when the handler
     * says stop or the calling thread is interrupted (its interrupt flag stays set).
     *
     * <p>Who only wants to catch up asks for {@link #height()} first and stops there.
     *
     * @throws LedgerException if blocks can no longer be read
     */
    void follow(Position after, BlockHandler handler);

    /** The position of the newest block; {@link Position#START} if there is none. */
    Position height();

    /** Lets go of what it holds; nothing unless it says otherwise. */
    @Override
    default void close() {}
}
