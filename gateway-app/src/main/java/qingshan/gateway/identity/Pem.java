package qingshan.gateway.identity;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.home.Home;

/**
 * A certificate and its private key in one file, so that they are never of different pairs.
 *
 * @param key PKCS #8
 */
public record Pem(X509CertificateHolder certificate, PrivateKeyInfo key) {

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    /** Writes both, for the owner's eyes only. */
    public void write(Path file) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(CERTIFICATE, certificate.getEncoded()));
            writer.writeObject(new PemObject(PRIVATE_KEY, key.getEncoded()));
        }
        Home.writeSecret(file, text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Null if there is no such file. */
    public static @Nullable Pem read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try (PemReader reader = new PemReader(new StringReader(Files.readString(file)))) {
            byte[] certificate = content(reader, CERTIFICATE, file);
            byte[] key = content(reader, PRIVATE_KEY, file);
            return new Pem(new X509CertificateHolder(certificate), PrivateKeyInfo.getInstance(key));
        }
    }

    private static byte[] content(PemReader reader, String type, Path file) throws IOException {
        PemObject object = reader.readPemObject();
        if (object == null || !object.getType().equals(type)) {
            throw new IOException(file + " holds no " + type);
        }
        return object.getContent();
    }

    /** The certificate alone, as Fabric's identities carry it. */
    public static byte[] certificate(X509CertificateHolder certificate) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(CERTIFICATE, certificate.getEncoded()));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** On Bouncy Castle's faster implementation of the curve. */
    public static ECPrivateKeyParameters privateKey(PrivateKeyInfo key) throws IOException {
        ECPrivateKeyParameters parsed = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(key);
        return new ECPrivateKeyParameters(parsed.getD(), Curve.P256);
    }

    /** Ready to sign for an organization. */
    public Identity identity(String mspId) throws IOException {
        return new Identity(mspId, certificate(certificate), privateKey(key));
    }
}
