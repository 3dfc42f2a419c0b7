package qingshan.gateway.pack;

import qingshan.rules.value.RecordName;

/**
 * One pack, as a serial leads to it.
 *
 * @param packing the number under which this organization keeps the run
 * @param run the packing run on the ledger
 * @param index of the serial in the run, from 1
 */
public record Pack(int packing, RecordName run, int index) {
    /** A number for this pack and no other. */
    public long key() {
        return key(packing, index);
    }

    static long key(int packing, int index) {
        return ((long) packing << Integer.SIZE) | index;
    }
}
