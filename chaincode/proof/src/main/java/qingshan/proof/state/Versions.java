package qingshan.proof.state;

import java.math.BigInteger;
import qingshan.proof.block.Version;
import qingshan.proof.compact.Sorted;

/** The version of each key of a state, in the order of the keys. */
final class Versions {
    private final Sorted keys = new Sorted();

    int size() {
        return keys.size();
    }

    /** A key's version, {@link Version#NONE} when it is not there. */
    long get(String key) {
        byte[] value = keys.get(key);
        return value == null ? Version.NONE : version(value);
    }

    void put(String key, long version) {
        keys.put(key, BigInteger.valueOf(version).toByteArray());
    }

    void remove(String key) {
        keys.remove(key);
    }

    /** The keys from one on; an empty end is none. */
    Sorted.Range range(String start, String end, boolean included) {
        return keys.range(start, end, included);
    }

    /** The version in an entry. */
    static long version(byte[] value) {
        return new BigInteger(value).longValueExact();
    }
}
