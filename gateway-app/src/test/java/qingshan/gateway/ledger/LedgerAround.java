package qingshan.gateway.ledger;

/** A ledger with something around it: all that a test does not change is handed on. */
public abstract class LedgerAround implements Ledger {
    protected final Ledger ledger;

    protected LedgerAround(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Outcome submit(Command command) {
        return ledger.submit(command);
    }

    @Override
    public Answer read(Query query) {
        return ledger.read(query);
    }

    @Override
    public void follow(Position after, BlockHandler handler) {
        ledger.follow(after, handler);
    }

    @Override
    public Position height() {
        return ledger.height();
    }

    @Override
    public void close() {
        throw new IllegalStateException("whoever opened the ledger closes it");
    }
}
