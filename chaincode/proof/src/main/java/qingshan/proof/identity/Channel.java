package qingshan.proof.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.cert.X509CertificateHolder;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;
import qingshan.proof.offence.OffenceFound;

/**
 * The channel as block 0 configures it.
 *
 * @param organizations by MSP id
 * @param endorsement which of them must endorse
 */
public record Channel(Map<String, Organization> organizations, EndorsementPolicy endorsement) {
    private static final String APPLICATION = "Application";
    private static final String ORDERER = "Orderer";
    private static final String MSP = "MSP";
    private static final int FABRIC_MSP = 0;

    /** Reads the organizations and their roots from the configuration of block 0. */
    public static Channel of(ConfigEnvelope configuration) {
        ConfigGroup channel = configuration.getConfig().getChannelGroup();
        Map<String, Organization> organizations = new TreeMap<>();
        EndorsementPolicy endorsement;
        try {
            endorsement =
                    EndorsementPolicy.of(channel.getGroupsOrDefault(APPLICATION, ConfigGroup.getDefaultInstance()));
            for (String kind : List.of(APPLICATION, ORDERER)) {
                ConfigGroup group = channel.getGroupsOrDefault(kind, ConfigGroup.getDefaultInstance());
                for (ConfigGroup member : group.getGroupsMap().values()) {
                    Organization read = organization(member, kind.equals(ORDERER));
                    organizations.merge(read.mspId(), read, Channel::merge);
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw no("the configuration of an organization or of endorsement cannot be parsed");
        }
        if (organizations.values().stream().noneMatch(Organization::member)
                || organizations.values().stream().noneMatch(Organization::orders)) {
            throw no("it names no members, or nobody who orders");
        }
        return new Channel(organizations, endorsement);
    }

    /** The MSP ids of the members, sorted. */
    public List<String> members() {
        return organizations.values().stream()
                .filter(Organization::member)
                .map(Organization::mspId)
                .toList();
    }

    private static Organization organization(ConfigGroup group, boolean orders) throws InvalidProtocolBufferException {
        ConfigValue value = group.getValuesOrDefault(MSP, ConfigValue.getDefaultInstance());
        MSPConfig config = MSPConfig.parseFrom(value.getValue());
        if (config.getType() != FABRIC_MSP) {
            throw no("an organization's MSP is not of certificates");
        }
        FabricMSPConfig msp = FabricMSPConfig.parseFrom(config.getConfig());
        if (msp.getRevocationListCount() > 0) {
            throw new OffenceFound(Offence.ofBlock(Kind.UNSUPPORTED, 0, "lists of revoked certificates")
                    .at(msp.getName()));
        }
        List<X509CertificateHolder> roots = certificates(msp.getRootCertsList());
        if (msp.getName().isEmpty() || roots.isEmpty()) {
            throw no("an organization has no name or no root");
        }
        return new Organization(msp.getName(), roots, certificates(msp.getIntermediateCertsList()), orders, !orders);
    }

    private static Organization merge(Organization one, Organization other) {
        if (!one.roots().equals(other.roots()) || !one.intermediates().equals(other.intermediates())) {
            throw no("it gives " + one.mspId() + " two sets of roots");
        }
        return new Organization(
                one.mspId(),
                one.roots(),
                one.intermediates(),
                one.orders() || other.orders(),
                one.member() || other.member());
    }

    private static List<X509CertificateHolder> certificates(List<ByteString> pems) {
        List<X509CertificateHolder> certificates = new ArrayList<>();
        for (ByteString pem : pems) {
            certificates.addAll(CertificateChains.read(pem));
        }
        return List.copyOf(certificates);
    }

    private static OffenceFound no(String detail) {
        return new OffenceFound(Offence.ofBlock(Kind.CONFIGURATION, 0, detail));
    }
}
