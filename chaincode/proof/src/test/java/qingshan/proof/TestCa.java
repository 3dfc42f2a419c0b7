package qingshan.proof;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import qingshan.proof.identity.Ecdsa;

/** An organization of the tests with a certificate authority of its own. */
final class TestCa {
    static final Instant NOT_BEFORE = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant NOT_AFTER = Instant.parse("2027-01-01T00:00:00Z");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong SERIAL = new AtomicLong();

    final String mspId;
    final X509CertificateHolder root;
    private final AsymmetricKeyParameter key;

    TestCa(String mspId) {
        this.mspId = mspId;
        AsymmetricCipherKeyPair keys = newKeys();
        key = keys.getPrivate();
        X500Name name = new X500Name("CN=ca." + mspId);
        root = certificate(name, name, keys, "", NOT_BEFORE, NOT_AFTER, true);
    }

    private TestCa(TestSigner issuer) {
        mspId = issuer.mspId();
        key = issuer.key();
        root = issuer.certificate();
    }

    /** An identity that issues certificates although it is no authority. */
    static TestCa under(TestSigner issuer) {
        return new TestCa(issuer);
    }

    /** An identity of this organization: client, peer or orderer. */
    TestSigner issue(String name, String unit) {
        return issue(name, unit, "{\"attrs\":{}}", NOT_BEFORE, NOT_AFTER);
    }

    TestSigner issue(String name, String unit, String attributes, Instant notBefore, Instant notAfter) {
        AsymmetricCipherKeyPair own = newKeys();
        X500Name subject = new X500Name("CN=" + name + ",OU=" + unit);
        return new TestSigner(
                mspId,
                certificate(root.getSubject(), subject, own, attributes, notBefore, notAfter, false),
                own.getPrivate());
    }

    static AsymmetricCipherKeyPair newKeys() {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(Ecdsa.P256, RANDOM));
        return generator.generateKeyPair();
    }

    private X509CertificateHolder certificate(
            X500Name issuer,
            X500Name subject,
            AsymmetricCipherKeyPair subjectKeys,
            String attributes,
            Instant notBefore,
            Instant notAfter,
            boolean authority) {
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(notBefore),
                    Date.from(notAfter),
                    subject,
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(subjectKeys.getPublic()));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
            if (!attributes.isEmpty()) {
                builder.addExtension(
                        new ASN1ObjectIdentifier("1.2.3.4.5.6.7.8.1"),
                        false,
                        attributes.getBytes(StandardCharsets.UTF_8));
            }
            AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            return builder.build(new BcECContentSignerBuilder(
                            algorithm, new DefaultDigestAlgorithmIdentifierFinder().find(algorithm))
                    .build(key));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
