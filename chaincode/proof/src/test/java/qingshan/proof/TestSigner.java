package qingshan.proof;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import qingshan.proof.block.Hashes;
import qingshan.proof.identity.Ecdsa;

/** An identity of the tests with its private key. */
record TestSigner(String mspId, X509CertificateHolder certificate, AsymmetricKeyParameter key) {
    ByteString serialized() {
        return SerializedIdentity.newBuilder()
                .setMspid(mspId)
                .setIdBytes(ByteString.copyFromUtf8(pem(certificate)))
                .build()
                .toByteString();
    }

    ByteString sign(ByteString... message) {
        BigInteger[] rs = rs(message);
        BigInteger other = Ecdsa.P256.getN().subtract(rs[1]);
        return der(rs[0], rs[1].min(other));
    }

    /** The other good signature that ECDSA has for the same message, which Fabric does not take. */
    ByteString signHigh(ByteString... message) {
        BigInteger[] rs = rs(message);
        BigInteger other = Ecdsa.P256.getN().subtract(rs[1]);
        return der(rs[0], rs[1].max(other));
    }

    private BigInteger[] rs(ByteString... message) {
        ECDSASigner signer = new ECDSASigner();
        signer.init(true, key);
        return signer.generateSignature(Hashes.sha256(message).toByteArray());
    }

    private static ByteString der(BigInteger r, BigInteger s) {
        try {
            return ByteString.copyFrom(
                    new DERSequence(new ASN1Integer[] {new ASN1Integer(r), new ASN1Integer(s)}).getEncoded("DER"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pem(X509CertificateHolder certificate) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject("CERTIFICATE", certificate.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
