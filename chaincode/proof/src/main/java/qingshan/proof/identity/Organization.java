package qingshan.proof.identity;

import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A member organization of the channel.
 *
 * @param mspId its name
 * @param roots the certificates in which every one of its identities must end
 * @param intermediates certificates between
 * @param orders whether it may sign blocks
 * @param member whether it may submit and endorse
 */
public record Organization(
        String mspId,
        List<X509CertificateHolder> roots,
        List<X509CertificateHolder> intermediates,
        boolean orders,
        boolean member) {}
