package qingshan.gateway.ledger;

import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;

/** Takes blocks in order. */
@FunctionalInterface
public interface BlockHandler {

    /**
     * Handles one block. An exception ends the following and reaches its caller; the block then counts as not handled.
     *
     * @param block the block, and by transaction index the private data that this side holds
     * @return true to go on, false to stop
     */
    boolean handle(BlockAndPrivateData block);
}
