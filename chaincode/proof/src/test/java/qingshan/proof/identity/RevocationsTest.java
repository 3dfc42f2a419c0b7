package qingshan.proof.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An authority's list of certificates that count no more. */
class RevocationsTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");
    private static final X500Name TRADE = new X500Name("CN=ca.trade");
    private static final ASN1ObjectIdentifier SHA256 = X9ObjectIdentifiers.ecdsa_with_SHA256;

    private final AsymmetricCipherKeyPair keys = newKeys();
    private final X509CertificateHolder authority = certificate(TRADE, TRADE, keys, keys, 1);
    private final X509CertificateHolder revoked = certificate(TRADE, new X500Name("CN=mallory"), keys, newKeys(), 7);
    private final X509CertificateHolder good = certificate(TRADE, new X500Name("CN=anna"), keys, newKeys(), 8);

    private static AsymmetricCipherKeyPair newKeys() {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(Ecdsa.P256, new SecureRandom()));
        return generator.generateKeyPair();
    }

    private static ContentSigner signer(AsymmetricCipherKeyPair keys, ASN1ObjectIdentifier how) {
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(how);
        try {
            return new BcECContentSignerBuilder(algorithm, new DefaultDigestAlgorithmIdentifierFinder().find(algorithm))
                    .build(keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509CertificateHolder certificate(
            X500Name issuer,
            X500Name subject,
            AsymmetricCipherKeyPair issuerKeys,
            AsymmetricCipherKeyPair keys,
            long serial) {
        try {
            return new X509v3CertificateBuilder(
                            issuer,
                            BigInteger.valueOf(serial),
                            Date.from(FROM),
                            Date.from(UNTIL),
                            subject,
                            SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(keys.getPublic()))
                    .build(signer(issuerKeys, SHA256));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The list that revokes the certificates of these numbers, DER. */
    private static ByteString list(
            X500Name issuer, AsymmetricCipherKeyPair keys, ASN1ObjectIdentifier how, long... serials) {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer, Date.from(FROM));
        for (long serial : serials) {
            builder.addCRLEntry(BigInteger.valueOf(serial), Date.from(FROM), 0);
        }
        try {
            return ByteString.copyFrom(builder.build(signer(keys, how)).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteString pem(String type, ByteString der) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, der.toByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return ByteString.copyFromUtf8(text.toString());
    }

    @Test
    void it_revokes_what_its_authority_issued_and_it_names() {
        ByteString der = list(TRADE, keys, SHA256, 3, 7);
        for (ByteString bytes : new ByteString[] {der, pem("X509 CRL", der)}) {
            Revocations list = Revocations.read(bytes);
            assertThat(list.revoke(revoked, authority)).isTrue();
            assertThat(list.revoke(good, authority)).isFalse();
        }
        assertThat(Revocations.read(list(TRADE, keys, SHA256)).revoke(revoked, authority))
                .as("an empty list")
                .isFalse();
    }

    @Test
    void another_authoritys_list_revokes_nothing() {
        X500Name bank = new X500Name("CN=ca.bank");
        assertThat(Revocations.read(list(bank, keys, SHA256, 7)).revoke(revoked, authority))
                .as("another name")
                .isFalse();
        assertThat(Revocations.read(list(TRADE, newKeys(), SHA256, 7)).revoke(revoked, authority))
                .as("the same name, signed with another key")
                .isFalse();
    }

    @Test
    void a_list_that_was_changed_revokes_nothing() {
        byte[] bytes = list(TRADE, keys, SHA256, 3).toByteArray();
        int serial = -1;
        for (int i = 0; i + 2 < bytes.length && serial < 0; i++) {
            serial = bytes[i] == 2 && bytes[i + 1] == 1 && bytes[i + 2] == 3 ? i + 2 : -1;
        }
        bytes[serial] = 7;
        Revocations list = Revocations.read(ByteString.copyFrom(bytes));
        assertThat(list.serials()).containsExactly(BigInteger.valueOf(7));
        assertThat(list.revoke(revoked, authority)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no list", "-----BEGIN X509 CRL-----", "-----BEGIN X509 CRL-----\nAAAA\n"})
    void what_is_no_list_is_told(String text) {
        assertThatThrownBy(() -> Revocations.read(ByteString.copyFromUtf8(text)))
                .isInstanceOf(NotTrustedException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void something_else_in_pem_and_another_algorithm_are_told() throws IOException {
        ByteString certificate = pem("CERTIFICATE", ByteString.copyFrom(authority.getEncoded()));
        assertThatThrownBy(() -> Revocations.read(certificate))
                .isInstanceOf(NotTrustedException.class)
                .hasMessageContaining("something else");
        ByteString other = list(TRADE, keys, X9ObjectIdentifiers.ecdsa_with_SHA384, 7);
        assertThatThrownBy(() -> Revocations.read(other))
                .isInstanceOf(NotTrustedException.class)
                .hasMessageContaining("SHA-256");
    }
}
