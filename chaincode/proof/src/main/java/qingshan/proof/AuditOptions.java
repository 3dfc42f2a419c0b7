package qingshan.proof;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import qingshan.proof.identity.CertificateChains;
import qingshan.proof.identity.NotTrustedException;
import qingshan.proof.pack.PackProof;

/**
 * What the asker brings to an audit.
 *
 * @param head the hash of the last block's header that the asker saw, lower-case hexadecimal, or null
 * @param trusted the roots that the asker trusts, or null
 * @param packs proofs of packs that are to be checked against the export
 * @param signatures whether signatures are verified; without them there is no verdict, only a measurement
 * @param now the asker's clock, after which nothing can have been recorded
 * @param progress told now and then how many bytes of the export were read
 */
public record AuditOptions(
        @Nullable String head,
        @Nullable List<X509CertificateHolder> trusted,
        List<PackProof> packs,
        boolean signatures,
        Instant now,
        LongConsumer progress) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** An asker who knows nothing of the ledger. */
    public static AuditOptions at(Instant now) {
        return new AuditOptions(null, null, List.of(), true, now, bytes -> {});
    }

    /**
     * The same with the head that the asker saw.
     *
     * @throws IllegalArgumentException if it is not 64 hexadecimal digits
     */
    public AuditOptions withHead(String hex) {
        String lower = hex.strip().toLowerCase(Locale.ROOT);
        if (!HASH.matcher(lower).matches()) {
            throw new IllegalArgumentException("a head is 64 hexadecimal digits");
        }
        return new AuditOptions(lower, trusted, packs, signatures, now, progress);
    }

    /**
     * The same with the roots that the asker trusts.
     *
     * @param pem one or more certificates
     * @throws IllegalArgumentException if it is no PEM text of certificates
     */
    public AuditOptions withTrust(byte[] pem) {
        try {
            return new AuditOptions(
                    head, CertificateChains.read(ByteString.copyFrom(pem)), packs, signatures, now, progress);
        } catch (NotTrustedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The same with proofs of packs that are to be checked. */
    public AuditOptions withPacks(List<PackProof> proofs) {
        return new AuditOptions(head, trusted, List.copyOf(proofs), signatures, now, progress);
    }

    /** The same without signatures: how fast is everything else? */
    public AuditOptions withoutSignatures() {
        return new AuditOptions(head, trusted, packs, false, now, progress);
    }

    /** The same, telling its progress. */
    public AuditOptions withProgress(LongConsumer listener) {
        return new AuditOptions(head, trusted, packs, signatures, now, listener);
    }
}
