package qingshan.proof.block;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * A signature of a block. Who orders by Raft names itself; who orders by BFT is named by its number among the consenters of
 * the channel's configuration.
 *
 * @param signer Fabric's serialized identity; empty where {@code consenter} stands for it
 * @param consenter the number of a consenter, unsigned; meaningless where there is a {@code signer}
 * @param form what was signed, in parts that follow one another
 * @param signature ECDSA over the SHA-256 of the form, DER
 */
public record OrdererSignature(ByteString signer, int consenter, List<ByteString> form, ByteString signature) {
    /** The same, by a signer who is known by name. */
    public Signed by(ByteString identity) {
        return new Signed(identity, form, signature);
    }
}
