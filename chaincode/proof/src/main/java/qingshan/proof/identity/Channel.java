package qingshan.proof.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Consenter;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;
import org.hyperledger.fabric.protos.common.Orderers;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.FabricNodeOUs;
import org.hyperledger.fabric.protos.msp.FabricOUIdentifier;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.orderer.ConsensusType;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;
import qingshan.proof.offence.OffenceFound;

/**
 * The channel as block 0 configures it, or a later block.
 *
 * @param configuration all of it, with its sequence
 * @param organizations by MSP id
 * @param consenters Fabric's serialized identity of each node that orders, by its number; empty unless they order by BFT
 * @param endorsement which of them must endorse
 */
public record Channel(
        Config configuration,
        Map<String, Organization> organizations,
        Map<Integer, ByteString> consenters,
        EndorsementPolicy endorsement) {
    private static final String APPLICATION = "Application";
    private static final String ORDERER = "Orderer";
    private static final String MSP = "MSP";
    private static final String CONSENSUS = "ConsensusType";
    private static final String BFT = "BFT";
    private static final String CONSENTERS = "Orderers";
    private static final int FABRIC_MSP = 0;

    /**
     * Reads the organizations and their roots from a configuration.
     *
     * @param block the block that holds it, for the place of an offence
     * @throws OffenceFound if it does not configure a channel
     */
    public static Channel of(long block, ConfigEnvelope envelope) {
        ConfigGroup channel = envelope.getConfig().getChannelGroup();
        Map<String, Organization> organizations = new TreeMap<>();
        EndorsementPolicy endorsement;
        Map<Integer, ByteString> consenters;
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
            consenters = consenters(channel.getGroupsOrDefault(ORDERER, ConfigGroup.getDefaultInstance()));
        } catch (InvalidProtocolBufferException e) {
            throw no(block, "the configuration of an organization or of endorsement cannot be parsed");
        } catch (NotTrustedException e) {
            throw no(block, String.valueOf(e.getMessage()));
        }
        if (organizations.values().stream().noneMatch(Organization::member)
                || organizations.values().stream().noneMatch(Organization::orders)) {
            throw no(block, "it names no members, or nobody who orders");
        }
        return new Channel(envelope.getConfig(), organizations, consenters, endorsement);
    }

    /** Its policies. */
    public Policies policies() {
        return new Policies(
                configuration.getChannelGroup(),
                (principal, identity) -> Policies.satisfies(this, principal, identity));
    }

    /** How many consenters must have signed a block, so that no two of a number can be: 0 unless they order by BFT. */
    public int quorum() {
        int all = consenters.size();
        int faulty = (all - 1) / 3;
        return all == 0 ? 0 : (all + faulty + 2) / 2;
    }

    private static Map<Integer, ByteString> consenters(ConfigGroup orderer) throws InvalidProtocolBufferException {
        ConfigValue type = orderer.getValuesOrDefault(CONSENSUS, ConfigValue.getDefaultInstance());
        if (!ConsensusType.parseFrom(type.getValue()).getType().equals(BFT)) {
            return Map.of();
        }
        ConfigValue value = orderer.getValuesOrDefault(CONSENTERS, ConfigValue.getDefaultInstance());
        Map<Integer, ByteString> consenters = new TreeMap<>();
        for (Consenter consenter : Orderers.parseFrom(value.getValue()).getConsenterMappingList()) {
            consenters.put(
                    consenter.getId(),
                    SerializedIdentity.newBuilder()
                            .setMspid(consenter.getMspId())
                            .setIdBytes(consenter.getIdentity())
                            .build()
                            .toByteString());
        }
        if (consenters.isEmpty()) {
            throw new NotTrustedException("it orders by BFT and names no consenters");
        }
        return consenters;
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
            throw new NotTrustedException("an organization's MSP is not of certificates");
        }
        FabricMSPConfig msp = FabricMSPConfig.parseFrom(config.getConfig());
        List<X509CertificateHolder> roots = certificates(msp.getRootCertsList());
        if (msp.getName().isEmpty() || roots.isEmpty()) {
            throw new NotTrustedException("an organization has no name or no root");
        }
        return new Organization(
                msp.getName(),
                roots,
                certificates(msp.getIntermediateCertsList()),
                certificates(msp.getAdminsList()).stream()
                        .map(CertificateChains::der)
                        .collect(Collectors.toUnmodifiableSet()),
                units(msp),
                msp.getRevocationListList().stream().map(Revocations::read).toList(),
                orders,
                !orders);
    }

    private static Map<MSPRoleType, String> units(FabricMSPConfig msp) {
        FabricNodeOUs units = msp.getFabricNodeOus();
        return units.getEnable()
                ? Map.of(
                        MSPRoleType.CLIENT, unit(units.getClientOuIdentifier()),
                        MSPRoleType.PEER, unit(units.getPeerOuIdentifier()),
                        MSPRoleType.ADMIN, unit(units.getAdminOuIdentifier()),
                        MSPRoleType.ORDERER, unit(units.getOrdererOuIdentifier()))
                : Organization.UNITS;
    }

    private static String unit(FabricOUIdentifier unit) {
        return unit.getOrganizationalUnitIdentifier();
    }

    private static Organization merge(Organization one, Organization other) {
        if (!one.roots().equals(other.roots())
                || !one.intermediates().equals(other.intermediates())
                || !one.units().equals(other.units())
                || !one.revocations().equals(other.revocations())) {
            throw new NotTrustedException("it tells two things of the certificates of " + one.mspId());
        }
        return new Organization(
                one.mspId(),
                one.roots(),
                one.intermediates(),
                Stream.concat(one.admins().stream(), other.admins().stream()).collect(Collectors.toUnmodifiableSet()),
                one.units(),
                one.revocations(),
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

    private static OffenceFound no(long block, String detail) {
        return new OffenceFound(Offence.ofBlock(Kind.CONFIGURATION, block, detail));
    }
}
