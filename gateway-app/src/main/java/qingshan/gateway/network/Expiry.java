package qingshan.gateway.network;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import qingshan.gateway.Trouble;

/**
 * How long a certificate is good for.
 *
 * @param owner such as {@code peer0.trade}, {@code operator.trade}
 */
public record Expiry(String owner, Instant from, Instant until) {
    /** Of its life: when less is left, it is renewed. */
    private static final int PART = 3;

    static Expiry of(String owner, X509CertificateHolder certificate) {
        return new Expiry(
                owner,
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** That of a certificate in a file; empty if there is none. */
    static Optional<Expiry> of(String owner, Path file) {
        return Files.exists(file) ? Optional.of(of(owner, read(file))) : Optional.empty();
    }

    static X509CertificateHolder read(Path file) {
        try (PemReader reader = new PemReader(new StringReader(Files.readString(file)))) {
            PemObject object = reader.readPemObject();
            if (object == null) {
                throw new IOException("no certificate");
            }
            return new X509CertificateHolder(object.getContent());
        } catch (IOException e) {
            throw NetworkException.of("file.unread", e, file, Trouble.of(e));
        }
    }

    /** Whether less than a third of its life is left. */
    public boolean isDue(Instant now) {
        return Duration.between(now, until)
                        .compareTo(Duration.between(from, until).dividedBy(PART))
                < 0;
    }

    /** Whether it is good for nothing any more. */
    public boolean isOver(Instant now) {
        return now.isAfter(until);
    }
}
