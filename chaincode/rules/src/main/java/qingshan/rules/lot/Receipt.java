package qingshan.rules.lot;

import qingshan.rules.state.Keys;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;

/**
 * How a holder came by a lot: each receipt is a holding of its own, and who takes, takes the oldest first.
 *
 * @param at when it was received
 * @param rank what comes first of things received at one moment: 1 slips and harvests, 2 processing and blending
 * @param record the record that brought it
 * @param index which of the record's lots, from 0
 */
public record Receipt(LedgerTime at, int rank, RecordName record, int index) {
    /** Slips and harvests. */
    public static final int TRADED = 1;
    /** Processing and blending. */
    public static final int MADE = 2;

    /** Lots of one record that lie together under one key, so that a slip of many lots costs few calls. */
    static final int TOGETHER = 100;

    /** Its part of the key, which it shares with its neighbours. */
    String key() {
        return Keys.receipt(at, rank, record, index / TOGETHER);
    }

    /** The first receipt that lies under a key. */
    static Receipt firstUnder(String key) {
        String[] parts = Keys.parts(key);
        int n = parts.length;
        return new Receipt(
                new LedgerTime(parts[n - 4]),
                Integer.parseInt(parts[n - 3]),
                new RecordName(parts[n - 2]),
                Math.multiplyExact(Integer.parseInt(parts[n - 1]), TOGETHER));
    }

    /** The same record's receipt of another lot. */
    Receipt at(int other) {
        return new Receipt(at, rank, record, other);
    }
}
