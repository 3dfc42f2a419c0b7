package qingshan.proof.identity;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;

/**
 * A member organization of the channel.
 *
 * @param mspId its name
 * @param roots the certificates in which every one of its identities must end
 * @param intermediates certificates between
 * @param admins certificates, DER, of who administers it, beside those of the unit for that
 * @param units by which organizational unit a certificate says what its holder is
 * @param revocations lists of certificates that count no more
 * @param orders whether it may sign blocks
 * @param member whether it may submit and endorse
 */
public record Organization(
        String mspId,
        List<X509CertificateHolder> roots,
        List<X509CertificateHolder> intermediates,
        Set<ByteString> admins,
        Map<MSPRoleType, String> units,
        List<Revocations> revocations,
        boolean orders,
        boolean member) {
    /** The units of an organization that names none of its own. */
    static final Map<MSPRoleType, String> UNITS = Map.of(
            MSPRoleType.CLIENT, "client",
            MSPRoleType.PEER, "peer",
            MSPRoleType.ADMIN, "admin",
            MSPRoleType.ORDERER, "orderer");

    /** Whether an identity of this organization has a role in it. */
    boolean has(Identity identity, MSPRoleType role) {
        if (role == MSPRoleType.MEMBER) {
            return true;
        }
        String unit = units.get(role);
        return (unit != null && identity.units().contains(unit))
                || (role == MSPRoleType.ADMIN && admins.contains(identity.certificate()));
    }
}
