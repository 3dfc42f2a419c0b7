package qingshan.gateway.follower;

import java.util.function.UnaryOperator;
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;
import qingshan.gateway.ledger.BlockHandler;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.ledger.Position;

/**
 * A ledger that shows its blocks otherwise than they are, or fewer of them.
 *
 * @param ledger whose blocks come
 * @param height that it shows
 * @param change to each block
 */
record Altered(BlockSource ledger, Position height, UnaryOperator<BlockAndPrivateData> change) implements BlockSource {
    Altered(BlockSource ledger, UnaryOperator<BlockAndPrivateData> change) {
        this(ledger, ledger.height(), change);
    }

    /** As it was when this was its newest block. */
    static Altered upTo(BlockSource ledger, long block) {
        return new Altered(ledger, new Position(block), given -> given);
    }

    @Override
    public void follow(Position after, BlockHandler handler) {
        ledger.follow(after, given -> handler.handle(change.apply(given)));
    }
}
