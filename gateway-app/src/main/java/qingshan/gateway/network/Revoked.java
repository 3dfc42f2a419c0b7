package qingshan.gateway.network;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;

/** What lists of revoked certificates, in PEM, say. */
final class Revoked {
    private Revoked() {}

    /**
     * Those of earlier lists that revoke what a new one does not: an authority that was restored does not know what it revoked
     * after its backup, and that stays revoked.
     */
    static List<ByteString> beside(ByteString list, List<ByteString> earlier) {
        Set<BigInteger> known = serials(list);
        return earlier.stream()
                .filter(one -> !one.equals(list) && !known.containsAll(serials(one)))
                .toList();
    }

    /** Whether a list, if there is one, has a certificate. */
    static boolean has(Path list, X509CertificateHolder certificate) {
        return Files.exists(list)
                && serials(ByteString.copyFromUtf8(Place.read(list))).contains(certificate.getSerialNumber());
    }

    private static Set<BigInteger> serials(ByteString pem) {
        try {
            X509CRL list = (X509CRL)
                    CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(pem.toByteArray()));
            Set<? extends X509CRLEntry> revoked = list.getRevokedCertificates();
            return revoked == null
                    ? Set.of()
                    : revoked.stream().map(X509CRLEntry::getSerialNumber).collect(Collectors.toSet());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no list of revoked certificates", e);
        }
    }
}
