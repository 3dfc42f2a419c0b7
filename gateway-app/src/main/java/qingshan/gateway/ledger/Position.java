package qingshan.gateway.ledger;

/**
 * A place in the chain: that of a block.
 *
 * @param block the block's number; -1 is before the first
 */
public record Position(long block) implements Comparable<Position> {

    /** Before block 0: following from here gives every block. */
    public static final Position START = new Position(-1);

    public Position {
        if (block < -1) {
            throw new IllegalArgumentException("no such position: " + block);
        }
    }

    @Override
    public int compareTo(Position other) {
        return Long.compare(block, other.block);
    }
}
