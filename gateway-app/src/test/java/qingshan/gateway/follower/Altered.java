package qingshan.gateway.follower;

import java.util.function.UnaryOperator;
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.BlockHandler;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.Query;

/**
 * A ledger that shows its blocks otherwise than they are, or fewer of them.
 *
 * @param ledger whose blocks come
 * @param height that it shows
 * @param change to each block
 */
record Altered(Ledger ledger, Position height, UnaryOperator<BlockAndPrivateData> change) implements Ledger {
    Altered(Ledger ledger, UnaryOperator<BlockAndPrivateData> change) {
        this(ledger, ledger.height(), change);
    }

    /** As it was when this was its newest block. */
    static Altered upTo(Ledger ledger, long block) {
        return new Altered(ledger, new Position(block), given -> given);
    }

    @Override
    public Answer read(Query query) {
        return ledger.read(query);
    }

    @Override
    public Outcome submit(Command command) {
        return ledger.submit(command);
    }

    @Override
    public void follow(Position after, BlockHandler handler) {
        ledger.follow(after, given -> handler.handle(change.apply(given)));
    }

    @Override
    public void close() {}
}
