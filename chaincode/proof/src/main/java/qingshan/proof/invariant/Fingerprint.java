package qingshan.proof.invariant;

import com.google.protobuf.ByteString;
import qingshan.proof.block.Hashes;
import qingshan.rules.json.Records;
import qingshan.rules.lot.LedgerRecord;

/**
 * The first 128 bits of a SHA-256, by which a value is known again: millions of them are kept, and to make another value
 * with the same takes 2^128 hashes.
 */
record Fingerprint(long high, long low) {
    static Fingerprint of(ByteString value) {
        var sum = Hashes.sha256(value).asReadOnlyByteBuffer();
        return new Fingerprint(sum.getLong(), sum.getLong());
    }

    /** Of a record as the ledger writes it. */
    static Fingerprint of(LedgerRecord record) {
        return of(ByteString.copyFrom(Records.bytes(record, LedgerRecord.class)));
    }

    /** Of a digest that is known already. */
    static Fingerprint ofDigest(String hex) {
        return new Fingerprint(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    }
}
