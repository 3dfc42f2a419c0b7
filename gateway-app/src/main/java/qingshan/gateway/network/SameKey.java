package qingshan.gateway.network;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import qingshan.gateway.identity.Pem;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;

/**
 * Asks a Fabric CA for another certificate for a key that it has certified before. Its own client re-enrols with the same key
 * only by a certificate that has not expired, and enrols by a secret only with a new key.
 */
final class SameKey {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private SameKey() {}

    /**
     * Enrols by the secret.
     *
     * @param address of the server, {@code host:port}
     * @param root the certificate by which the server is known
     * @param request what {@code /api/v1/enroll} takes, but for the certificate request
     * @param before the certificate that is renewed
     * @param key the file of its private key
     * @return the certificate, PEM
     * @throws IOException with the authority's own words, if it refuses
     */
    static String enrol(
            String address,
            Path root,
            JsonObject request,
            String name,
            String secret,
            X509CertificateHolder before,
            Path key)
            throws IOException {
        String body = CanonicalJson.write(request.with("certificate_request", signed(before, key)));
        String user = Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(root)).build()) {
            HttpRequest post = HttpRequest.newBuilder(URI.create("https://" + address + "/api/v1/enroll"))
                    .timeout(ANSWER_MAX)
                    .header("Authorization", "Basic " + user)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            String answer =
                    client.send(post, HttpResponse.BodyHandlers.ofString()).body();
            String certificate =
                    JsonParser.object(answer).get("result") instanceof JsonObject result ? result.text("Cert") : null;
            if (certificate == null) {
                throw new IOException(answer);
            }
            return new String(Base64.getDecoder().decode(certificate), StandardCharsets.US_ASCII);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NetworkException.of("interrupted", e);
        }
    }

    /** What an enrolment asks of an authority. */
    static JsonObject request(String ca, String profile, List<String> hosts) {
        return JsonObject.of("caname", ca).with("profile", profile).with("hosts", ConfigFile.array(hosts));
    }

    private static String signed(X509CertificateHolder before, Path key) throws IOException {
        try (PemReader reader = new PemReader(new StringReader(Files.readString(key)))) {
            PrivateKeyInfo secret =
                    PrivateKeyInfo.getInstance(reader.readPemObject().getContent());
            AlgorithmIdentifier signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
            AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
            PKCS10CertificationRequest request = new PKCS10CertificationRequestBuilder(
                            subject(before), before.getSubjectPublicKeyInfo())
                    .build(new BcECContentSignerBuilder(signature, digest).build(Pem.privateKey(secret)));
            StringWriter text = new StringWriter();
            try (PemWriter writer = new PemWriter(text)) {
                writer.writeObject(new PemObject("CERTIFICATE REQUEST", request.getEncoded()));
            }
            return text.toString();
        } catch (OperatorCreationException e) {
            throw new IOException(e);
        }
    }

    /** Without the unit, which the authority adds. */
    private static X500Name subject(X509CertificateHolder before) {
        return new X500Name(Arrays.stream(before.getSubject().getRDNs())
                .filter(part -> !part.getFirst().getType().equals(BCStyle.OU))
                .toArray(RDN[]::new));
    }

    private static SSLContext trusting(Path root) throws IOException {
        try (var in = Files.newInputStream(root)) {
            KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            roots.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(roots);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
