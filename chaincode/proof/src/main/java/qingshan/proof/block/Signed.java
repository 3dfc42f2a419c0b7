package qingshan.proof.block;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * A signature of an organization's identity, with what was signed.
 *
 * @param signer Fabric's serialized identity
 * @param form what was signed, in parts that follow one another
 * @param signature ECDSA over the SHA-256 of the form, DER
 */
public record Signed(ByteString signer, List<ByteString> form, ByteString signature) {
    /** SHA-256 of what was signed; worked out when it is asked for. */
    public ByteString digest() {
        return Hashes.sha256(form);
    }
}
