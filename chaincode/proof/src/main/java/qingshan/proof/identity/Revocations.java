package qingshan.proof.identity;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import qingshan.proof.block.Hashes;

/**
 * A list of the certificates that an authority has revoked. Nobody asks when it is from or until when: what the channel's
 * configuration holds is in force.
 *
 * @param issuer the authority
 * @param serials of what it revoked
 * @param digest SHA-256 of the list
 * @param signature of the authority, DER
 */
record Revocations(X500Name issuer, Set<BigInteger> serials, ByteString digest, ByteString signature) {
    private static final String TYPE = "X509 CRL";

    /** Reads a list in PEM or DER, or throws {@link NotTrustedException}. */
    static Revocations read(ByteString bytes) {
        try (PemReader reader = new PemReader(new StringReader(bytes.toStringUtf8()))) {
            PemObject pem = reader.readPemObject();
            if (pem != null && !pem.getType().equals(TYPE)) {
                throw new NotTrustedException("a list of revoked certificates is something else");
            }
            X509CRLHolder list = new X509CRLHolder(pem == null ? bytes.toByteArray() : pem.getContent());
            CertificateList whole = list.toASN1Structure();
            if (!whole.getSignatureAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.ecdsa_with_SHA256)) {
                throw new NotTrustedException("a list of revoked certificates is not signed by ECDSA with SHA-256");
            }
            Set<BigInteger> serials = new HashSet<>();
            for (Object entry : list.getRevokedCertificates()) {
                serials.add(((X509CRLEntryHolder) entry).getSerialNumber());
            }
            return new Revocations(
                    list.getIssuer(),
                    Set.copyOf(serials),
                    Hashes.sha256(ByteString.copyFrom(whole.getTBSCertList().getEncoded("DER"))),
                    ByteString.copyFrom(whole.getSignature().getOctets()));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new NotTrustedException("a list of revoked certificates cannot be read");
        }
    }

    /** Whether an authority that issued a certificate has revoked it. */
    boolean revoke(X509CertificateHolder certificate, X509CertificateHolder authority) {
        return serials.contains(certificate.getSerialNumber())
                && issuer.equals(authority.getSubject())
                && Ecdsa.verifiesCertificate(CertificateChains.key(authority), digest, signature.toByteArray());
    }
}
