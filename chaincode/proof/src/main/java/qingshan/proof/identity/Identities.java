package qingshan.proof.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import qingshan.rules.Refusal;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.JsonString;

/**
 * Knows identities by Fabric's serialized form. Each is followed to its root once, and its key is decoded once; the
 * number kept is bounded. Threads may share it.
 */
public final class Identities {
    private static final ASN1ObjectIdentifier ATTRIBUTES = new ASN1ObjectIdentifier("1.2.3.4.5.6.7.8.1");
    private static final int KEPT_MAX = 2_000;
    private static final int IDENTITY_BYTES_MAX = 1 << 16;

    private final Channel channel;
    private final Map<ByteString, Identity> known = new ConcurrentHashMap<>();

    /** Knows the members of a channel. */
    public Identities(Channel channel) {
        this.channel = channel;
    }

    /** The channel whose members these are. */
    public Channel channel() {
        return channel;
    }

    /** The organization of an MSP id. */
    public Organization organization(String mspId) {
        Organization organization = channel.organizations().get(mspId);
        if (organization == null) {
            throw new NotTrustedException(mspId + " is no organization of the channel");
        }
        return organization;
    }

    /** Who an identity is, followed to a root of its organization, or throws {@link NotTrustedException}. */
    public Identity of(ByteString serialized) {
        Identity identity = known.get(serialized);
        if (identity == null) {
            try {
                identity = read(serialized);
            } catch (IllegalArgumentException | IllegalStateException | ClassCastException | ArithmeticException e) {
                // how Bouncy Castle says that a certificate is none
                throw new NotTrustedException("a certificate cannot be read");
            }
            if (known.size() >= KEPT_MAX) {
                known.clear();
            }
            // a copy: what is decoded of a block lies in the block's own bytes
            known.put(ByteString.copyFrom(serialized.asReadOnlyByteBuffer()), identity);
        }
        return identity;
    }

    private Identity read(ByteString serialized) {
        if (serialized.size() > IDENTITY_BYTES_MAX) {
            throw new NotTrustedException("an identity is too long");
        }
        SerializedIdentity read;
        try {
            read = SerializedIdentity.parseFrom(serialized);
        } catch (InvalidProtocolBufferException e) {
            throw new NotTrustedException("an identity cannot be parsed");
        }
        X509CertificateHolder certificate = only(read);
        CertificateChains.chain(certificate, organization(read.getMspid()));
        return new Identity(
                read.getMspid(),
                String.join(" ", names(certificate, BCStyle.CN)),
                names(certificate, BCStyle.OU),
                attributes(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                CertificateChains.key(certificate),
                CertificateChains.der(certificate));
    }

    private static X509CertificateHolder only(SerializedIdentity identity) {
        List<X509CertificateHolder> certificates = CertificateChains.read(identity.getIdBytes());
        if (certificates.size() != 1) {
            throw new NotTrustedException("an identity has not exactly one certificate");
        }
        return certificates.getFirst();
    }

    /** The certificate, DER, of a serialized identity that nobody has looked at, or {@link NotTrustedException}. */
    static ByteString certificate(ByteString serialized) throws InvalidProtocolBufferException {
        return CertificateChains.der(only(SerializedIdentity.parseFrom(serialized)));
    }

    private static Set<String> names(X509CertificateHolder certificate, ASN1ObjectIdentifier kind) {
        Set<String> names = new HashSet<>();
        for (RDN rdn : certificate.getSubject().getRDNs(kind)) {
            names.add(IETFUtils.valueToString(rdn.getFirst().getValue()));
        }
        return Set.copyOf(names);
    }

    private static Map<String, String> attributes(X509CertificateHolder certificate) {
        Extension extension = certificate.getExtension(ATTRIBUTES);
        if (extension == null) {
            return Map.of();
        }
        Map<String, String> attributes = new HashMap<>();
        try {
            JsonObject object = JsonParser.stored(extension.getExtnValue().getOctets());
            if (object.get("attrs") instanceof JsonObject attrs) {
                for (Map.Entry<String, Json> attribute : attrs.members().entrySet()) {
                    if (!(attribute.getValue() instanceof JsonString text)) {
                        throw new NotTrustedException("an attribute of the certificate is no text");
                    }
                    attributes.put(attribute.getKey(), text.value());
                }
            }
        } catch (Refusal e) {
            throw new NotTrustedException("the attributes of the certificate are not JSON");
        }
        return Map.copyOf(attributes);
    }
}
