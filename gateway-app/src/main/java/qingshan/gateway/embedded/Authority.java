package qingshan.gateway.embedded;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import qingshan.gateway.identity.Attributes;
import qingshan.gateway.identity.Curve;
import qingshan.gateway.identity.Pem;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;

/** A certificate authority of one organization: ECDSA on P-256, certificates as Fabric's own CA makes them. */
final class Authority {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    private static final Duration ROOT_LIFE = Duration.ofDays(20 * 365);
    private static final Duration LEAF_LIFE = Duration.ofDays(5 * 365);
    private static final int SERIAL_BITS = 127;

    private final X509CertificateHolder root;
    private final PrivateKeyInfo key;

    Authority(X509CertificateHolder root, PrivateKeyInfo key) {
        this.root = root;
        this.key = key;
    }

    X509CertificateHolder root() {
        return root;
    }

    PrivateKeyInfo key() {
        return key;
    }

    static AsymmetricCipherKeyPair newKey() {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(Curve.P256, RANDOM));
        return generator.generateKeyPair();
    }

    /** A new authority with a root of its own. */
    static Authority create(String mspId, Instant now) {
        try {
            AsymmetricCipherKeyPair pair = newKey();
            X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.O, mspId)
                    .addRDN(BCStyle.CN, "ca." + mspId)
                    .build();
            SubjectPublicKeyInfo publicKey = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic());
            BcX509ExtensionUtils identifiers = new BcX509ExtensionUtils();
            X509v3CertificateBuilder builder = builder(name, now, ROOT_LIFE, name, publicKey)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(publicKey));
            return new Authority(
                    sign(builder, pair.getPrivate()), PrivateKeyInfoFactory.createPrivateKeyInfo(pair.getPrivate()));
        } catch (IOException e) {
            throw new IllegalStateException("a certificate that cannot be written down", e);
        }
    }

    /**
     * Certifies a key.
     *
     * @param unit what the identity is: {@code client}, {@code peer} or {@code orderer}
     * @param attributes what contracts may ask for; none if empty
     */
    X509CertificateHolder certify(
            String name, String unit, Map<String, String> attributes, AsymmetricKeyParameter publicKey, Instant now) {
        try {
            X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.OU, unit)
                    .addRDN(BCStyle.CN, name)
                    .build();
            SubjectPublicKeyInfo keyInfo = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicKey);
            BcX509ExtensionUtils identifiers = new BcX509ExtensionUtils();
            X509v3CertificateBuilder builder = builder(root.getSubject(), now, LEAF_LIFE, subject, keyInfo)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(keyInfo))
                    .addExtension(
                            Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(root));
            if (!attributes.isEmpty()) {
                builder.addExtension(new Extension(Attributes.EXTENSION, false, attributeBytes(attributes)));
            }
            return sign(builder, Pem.privateKey(key));
        } catch (IOException e) {
            throw new IllegalStateException("a certificate that cannot be written down", e);
        }
    }

    /** The extension's content for some attributes. */
    static byte[] attributeBytes(Map<String, String> attributes) {
        JsonObject object = JsonObject.EMPTY;
        for (Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
            object = object.with(attribute.getKey(), attribute.getValue());
        }
        return CanonicalJson.write(JsonObject.of("attrs", object)).getBytes(StandardCharsets.UTF_8);
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, Instant now, Duration life, X500Name subject, SubjectPublicKeyInfo publicKey) {
        return new X509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, RANDOM),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(life)),
                subject,
                publicKey);
    }

    private static X509CertificateHolder sign(X509v3CertificateBuilder builder, AsymmetricKeyParameter key) {
        AlgorithmIdentifier algorithm = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(algorithm);
        try {
            return builder.build(new BcECContentSignerBuilder(algorithm, digest).build((ECPrivateKeyParameters) key));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("ECDSA is not there", e);
        }
    }
}
