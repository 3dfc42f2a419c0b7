package qingshan.proof.identity;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import qingshan.proof.block.Hashes;

/** Reads X.509 certificates and follows them to their roots. */
public final class CertificateChains {
    private static final String TYPE = "CERTIFICATE";
    private static final int PEM_BYTES_MAX = 1 << 20;
    private static final int CHAIN_MAX = 4;

    private CertificateChains() {}

    /**
     * Reads a PEM text of one or more certificates.
     *
     * @throws NotTrustedException if it holds anything else, or nothing
     */
    public static List<X509CertificateHolder> read(ByteString pem) {
        if (pem.size() > PEM_BYTES_MAX) {
            throw new NotTrustedException("a PEM text is too long");
        }
        List<X509CertificateHolder> certificates = new ArrayList<>();
        try (PemReader reader = new PemReader(new StringReader(pem.toStringUtf8()))) {
            for (PemObject object = reader.readPemObject(); object != null; object = reader.readPemObject()) {
                if (!object.getType().equals(TYPE)) {
                    throw new NotTrustedException("a PEM text holds something else than certificates");
                }
                certificates.add(new X509CertificateHolder(object.getContent()));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new NotTrustedException("a certificate cannot be read");
        }
        if (certificates.isEmpty()) {
            throw new NotTrustedException("a PEM text holds no certificate");
        }
        return certificates;
    }

    /** The certificate's key, which must be on P-256. */
    static ECPublicKeyParameters key(X509CertificateHolder certificate) {
        try {
            AsymmetricKeyParameter key = PublicKeyFactory.createKey(certificate.getSubjectPublicKeyInfo());
            if (key instanceof ECPublicKeyParameters ec
                    && ec.getParameters().getCurve().equals(Ecdsa.P256.getCurve())
                    && ec.getParameters().getG().equals(Ecdsa.P256.getG())) {
                // on the faster of Bouncy Castle's two implementations of the curve
                byte[] point = ec.getQ().getEncoded(false);
                return new ECPublicKeyParameters(Ecdsa.P256.getCurve().decodePoint(point), Ecdsa.P256);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new NotTrustedException("the certificate's key cannot be read");
        }
        throw new NotTrustedException("the certificate's key is not on P-256");
    }

    /** Follows a certificate by its issuers to a root of its organization, or throws {@link NotTrustedException}. */
    static void chain(X509CertificateHolder leaf, Organization organization) {
        X509CertificateHolder certificate = leaf;
        for (int i = 0; i < CHAIN_MAX; i++) {
            for (X509CertificateHolder root : organization.roots()) {
                if (issued(root, certificate)) {
                    mustStand(certificate, root, organization);
                    return;
                }
            }
            X509CertificateHolder issuer = null;
            for (X509CertificateHolder intermediate : organization.intermediates()) {
                if (issued(intermediate, certificate)) {
                    issuer = intermediate;
                }
            }
            if (issuer == null) {
                break;
            }
            mustStand(certificate, issuer, organization);
            certificate = issuer;
        }
        throw new NotTrustedException("the certificate leads to no root of " + organization.mspId());
    }

    private static void mustStand(
            X509CertificateHolder certificate, X509CertificateHolder issuer, Organization organization) {
        if (organization.revocations().stream().anyMatch(list -> list.revoke(certificate, issuer))) {
            throw new NotTrustedException("the certificate was revoked by " + organization.mspId());
        }
    }

    /** A certificate's bytes. */
    static ByteString der(X509CertificateHolder certificate) {
        try {
            return ByteString.copyFrom(certificate.getEncoded());
        } catch (IOException e) {
            throw new NotTrustedException("a certificate cannot be read");
        }
    }

    private static boolean issued(X509CertificateHolder issuer, X509CertificateHolder certificate) {
        if (!issuer.getSubject().equals(certificate.getIssuer()) || !mayIssue(issuer)) {
            return false;
        }
        if (!certificate.getSignatureAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.ecdsa_with_SHA256)) {
            throw new NotTrustedException("the certificate is not signed by ECDSA with SHA-256");
        }
        try {
            ByteString signed = ByteString.copyFrom(
                    certificate.toASN1Structure().getTBSCertificate().getEncoded("DER"));
            return Ecdsa.verifiesCertificate(key(issuer), Hashes.sha256(signed), certificate.getSignature());
        } catch (IOException e) {
            throw new NotTrustedException("a certificate cannot be read");
        }
    }

    private static boolean mayIssue(X509CertificateHolder issuer) {
        Extensions extensions = issuer.getExtensions();
        BasicConstraints constraints = extensions == null ? null : BasicConstraints.fromExtensions(extensions);
        KeyUsage usage = extensions == null ? null : KeyUsage.fromExtensions(extensions);
        return constraints != null && constraints.isCA() && (usage == null || usage.hasUsages(KeyUsage.keyCertSign));
    }
}
