package qingshan.proof.pack;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.BadMember;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.pack.Packing;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Lists;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/**
 * What a shopper is given to have a pack checked by others, see {@code docs/reference/pack-proof.md}. It tells of this
 * pack's serial and of no other.
 *
 * @param format {@link #FORMAT}
 * @param run the packing run
 * @param facts what the run says of its packs
 * @param packed where the run stands on the ledger
 * @param serial as it is printed on the pack
 * @param index of the serial in its run, from 1
 * @param chunk the chunk of serials in which it was issued
 * @param path the RFC 6962 audit path from the serial to the chunk's root
 * @param issued where the chunk stands on the ledger
 */
public record PackProof(
        String format,
        RecordName run,
        Facts facts,
        Place packed,
        Text serial,
        long index,
        Chunk chunk,
        List<Digest> path,
        Place issued) {
    /** The form of this file and its version. */
    public static final String FORMAT = "qingshan-pack 1";

    /** No file of this form is longer. */
    public static final int BYTES_MAX = 16 * 1024;

    /** No serial of the largest chunk has a longer path. */
    static final int PATH_MAX = Long.SIZE - Long.numberOfLeadingZeros(Bounds.SERIALS_MAX - 1);

    /** Refuses another form and version, and a path that is too long. */
    public PackProof {
        if (!format.equals(FORMAT)) {
            throw new BadMember("format", "is not " + FORMAT);
        }
        path = Lists.bounded("path", path, 0, PATH_MAX);
    }

    /**
     * What a run says of each of its packs.
     *
     * @param gtin of the product
     * @param packGrams net content
     * @param lot which lot was packed
     * @param packedAt when
     * @param number of the run, or absent
     */
    public record Facts(
            String gtin,
            Grams packGrams,
            RecordName lot,
            LedgerTime packedAt,
            @Nullable Text number) {
        /** Those of a run. */
        public static Facts of(Packing packing) {
            return new Facts(
                    packing.gtin(), packing.packGrams(), packing.lot(), packing.occurredAt(), packing.number());
        }
    }

    /**
     * Where a record stands on the ledger.
     *
     * @param record the digest of what was signed or attested
     * @param block the block's number
     * @param blockHash the hash of its header
     * @param transactionId the transaction in it
     */
    public record Place(Digest record, long block, Digest blockHash, Digest transactionId) {}

    /**
     * A chunk of serials as it was issued.
     *
     * @param first index of its first serial
     * @param count how many
     * @param root of the tree over them
     */
    public record Chunk(long first, long count, Digest root) {}

    /**
     * Reads a file strictly.
     *
     * @param utf8 at most {@link #BYTES_MAX} bytes
     * @throws Refusal if it is no proof of a pack; the detail names the member, where one is at fault
     */
    public static PackProof read(byte[] utf8) {
        if (utf8.length > BYTES_MAX) {
            throw Refusal.ofField(Code.TOO_LARGE, "", "more than " + BYTES_MAX + " bytes");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.ofField(Code.MALFORMED_JSON, "", "is not UTF-8");
        }
        return Records.read(JsonParser.object(text), PackProof.class);
    }

    /** The file: canonical JSON. */
    public byte[] bytes() {
        return Records.bytes(this, PackProof.class);
    }
}
