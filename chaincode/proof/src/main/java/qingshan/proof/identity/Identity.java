package qingshan.proof.identity;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * Who signed, as a certificate of a member organization says.
 *
 * @param mspId the organization
 * @param name the certificate's common name
 * @param units the organizational units, such as {@code client} or {@code peer}
 * @param attributes what the organization's CA says of the holder, such as {@code role}
 * @param notBefore start of validity, inclusive
 * @param notAfter end of validity, inclusive
 * @param key the public key, on P-256
 * @param certificate the certificate, DER: two identities are the same when these are
 */
public record Identity(
        String mspId,
        String name,
        Set<String> units,
        Map<String, String> attributes,
        Instant notBefore,
        Instant notAfter,
        ECPublicKeyParameters key,
        ByteString certificate) {
    /** Whether the certificate was valid at a time. */
    public boolean validAt(Instant time) {
        return !time.isBefore(notBefore) && !time.isAfter(notAfter);
    }
}
