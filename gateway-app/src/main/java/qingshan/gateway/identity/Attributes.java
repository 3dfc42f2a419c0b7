package qingshan.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import qingshan.rules.Refusal;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.JsonString;

/** What a certificate says of its holder beside the name, as Fabric's CA writes it. */
public final class Attributes {
    /** Where it stands in the certificate, as JSON. */
    public static final ASN1ObjectIdentifier EXTENSION = new ASN1ObjectIdentifier("1.2.3.4.5.6.7.8.1");

    private Attributes() {}

    /** Those that were asked for when it was enrolled: a CA adds some of its own. */
    public static Map<String, String> given(X509CertificateHolder certificate) {
        Map<String, String> given = of(certificate);
        given.keySet().removeIf(name -> name.startsWith("hf."));
        return given;
    }

    /** Those of a certificate, by name; none if it has no such extension, or one of another form. */
    public static Map<String, String> of(X509CertificateHolder certificate) {
        Extension extension = certificate.getExtension(EXTENSION);
        Map<String, String> attributes = new TreeMap<>();
        if (extension == null) {
            return attributes;
        }
        try {
            String json = new String(extension.getExtnValue().getOctets(), StandardCharsets.UTF_8);
            if (JsonParser.object(json).get("attrs") instanceof JsonObject named) {
                for (Map.Entry<String, Json> attribute : named.members().entrySet()) {
                    if (attribute.getValue() instanceof JsonString(String value)) {
                        attributes.put(attribute.getKey(), value);
                    }
                }
            }
        } catch (Refusal e) {
            attributes.clear();
        }
        return attributes;
    }
}
