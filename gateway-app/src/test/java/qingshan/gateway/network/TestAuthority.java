package qingshan.gateway.network;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemReader;
import qingshan.gateway.identity.Attributes;
import qingshan.gateway.identity.Curve;
import qingshan.gateway.identity.Pem;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;

/** Issues what no organization's authority would, with that authority's own key: certificates of any time. */
public final class TestAuthority {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 127;

    private final X509CertificateHolder root;
    private final ECPrivateKeyParameters key;

    TestAuthority(Place place, String organization) {
        Path ca = place.ca(organization);
        try (Stream<Path> keys = Files.list(ca.resolve("msp").resolve("keystore"))) {
            root = new X509CertificateHolder(content(ca.resolve("ca-cert.pem")));
            List<ECPrivateKeyParameters> own = keys.filter(
                            file -> file.toString().endsWith("_sk"))
                    .map(TestAuthority::key)
                    .filter(this::isOfTheRoot)
                    .toList();
            key = own.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When its own certificate began: nothing that it issues may begin before. */
    public Instant from() {
        return root.getNotBefore().toInstant();
    }

    /** A client's new key and its certificate. */
    public Pem issue(String name, Map<String, String> attributes, Instant from, Instant until) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(Curve.P256, RANDOM));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.OU, "client")
                .addRDN(BCStyle.CN, name)
                .build();
        JsonObject given = JsonObject.EMPTY;
        for (Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
            given = given.with(attribute.getKey(), attribute.getValue());
        }
        try {
            SubjectPublicKeyInfo publicKey = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic());
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                            root.getSubject(),
                            new BigInteger(SERIAL_BITS, RANDOM),
                            Date.from(from),
                            Date.from(until),
                            subject,
                            publicKey)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new BcX509ExtensionUtils().createAuthorityKeyIdentifier(root))
                    .addExtension(new Extension(
                            Attributes.EXTENSION,
                            false,
                            CanonicalJson.write(JsonObject.of("attrs", given)).getBytes(StandardCharsets.UTF_8)));
            return new Pem(signed(builder), PrivateKeyInfoFactory.createPrivateKeyInfo(pair.getPrivate()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private X509CertificateHolder signed(X509v3CertificateBuilder builder) {
        var algorithm = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        var digest = new DefaultDigestAlgorithmIdentifierFinder().find(algorithm);
        try {
            return builder.build(new BcECContentSignerBuilder(algorithm, digest).build(key));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It has a key for TLS too. */
    private boolean isOfTheRoot(ECPrivateKeyParameters one) {
        byte[] point = Curve.P256.getG().multiply(one.getD()).normalize().getEncoded(false);
        return new BigInteger(1, point)
                .equals(new BigInteger(
                        1, root.getSubjectPublicKeyInfo().getPublicKeyData().getBytes()));
    }

    private static ECPrivateKeyParameters key(Path file) {
        try {
            return Pem.privateKey(PrivateKeyInfo.getInstance(content(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(Path file) throws IOException {
        try (PemReader reader = new PemReader(new StringReader(Files.readString(file)))) {
            return reader.readPemObject().getContent();
        }
    }
}
