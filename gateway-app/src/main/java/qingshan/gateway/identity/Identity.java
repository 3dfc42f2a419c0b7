package qingshan.gateway.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import qingshan.proof.block.Hashes;

/** A certificate with its private key. Threads may share it. */
public final class Identity {

    private final String mspId;
    private final ByteString serialized;
    private final byte[] certificate;
    private final ECPrivateKeyParameters key;

    /**
     * An identity.
     *
     * @param certificatePem as Fabric's identities carry it
     * @param key of the curve P-256
     */
    public Identity(String mspId, byte[] certificatePem, ECPrivateKeyParameters key) {
        this.mspId = mspId;
        this.certificate = certificatePem.clone();
        this.serialized = SerializedIdentity.newBuilder()
                .setMspid(mspId)
                .setIdBytes(UnsafeByteOperations.unsafeWrap(certificatePem))
                .build()
                .toByteString();
        this.key = key;
    }

    /** Its organization. */
    public String mspId() {
        return mspId;
    }

    /** Its certificate, PEM. */
    public byte[] certificate() {
        return certificate.clone();
    }

    /** Fabric's SerializedIdentity. */
    public ByteString serialized() {
        return serialized;
    }

    /** ECDSA over SHA-256 of the parts, one after the other: DER, with the low one of the two possible {@code s}. */
    public ByteString sign(ByteString... parts) {
        return signHash(Hashes.sha256(parts).toByteArray());
    }

    /** As {@link #sign}, of what was hashed already: 32 bytes. */
    public ByteString signHash(byte[] hash) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key);
        BigInteger[] signature = signer.generateSignature(hash);
        return encode(signature[0], signature[1]);
    }

    private ByteString encode(BigInteger r, BigInteger s) {
        BigInteger order = key.getParameters().getN();
        BigInteger low = s.compareTo(order.shiftRight(1)) > 0 ? order.subtract(s) : s;
        try {
            return UnsafeByteOperations.unsafeWrap(StandardDSAEncoding.INSTANCE.encode(order, r, low));
        } catch (IOException e) {
            throw new IllegalStateException("a signature that cannot be written down", e);
        }
    }
}
