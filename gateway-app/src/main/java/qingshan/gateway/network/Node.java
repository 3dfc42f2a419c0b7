package qingshan.gateway.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import qingshan.gateway.Trouble;
import qingshan.gateway.network.Authority.Kind;

/**
 * The certificates of one member of an organization: a peer, an orderer, or its operator.
 *
 * @param directory in which {@code msp} and {@code tls} lie
 */
record Node(Path directory) {
    Path msp() {
        return directory.resolve("msp");
    }

    Path certificate() {
        return msp().resolve("signcerts").resolve("cert.pem");
    }

    /** Its identity's next certificate, while the channel agrees to it. */
    Path next() {
        return directory.resolve("next.pem");
    }

    Path tlsCertificate() {
        return directory.resolve("tls").resolve("cert.pem");
    }

    Path tlsKey() {
        return directory.resolve("tls").resolve("key.pem");
    }

    Path certificate(Kind kind) {
        return kind == Kind.TLS ? tlsCertificate() : certificate();
    }

    Path key(Kind kind) {
        return kind == Kind.TLS ? tlsKey() : key();
    }

    /** Enrols it for both purposes, where it is not enrolled yet. */
    void enrol(Authority authority, Path tlsRoot, Member member) {
        if (!Files.exists(msp().resolve("config.yaml"))) {
            Place.delete(msp()); // an enrolment that broke off left a key
            authority.enrol(Kind.IDENTITY, member, msp());
            Place.copy(tlsRoot, msp().resolve("tlscacerts").resolve("tlsca.pem"));
            Msp.units().write(msp().resolve("config.yaml"));
        }
        if (!Files.exists(tlsKey())) {
            Place.delete(tlsMsp());
            authority.enrol(Kind.TLS, member, tlsMsp());
            takeTls();
        }
    }

    private Path tlsMsp() {
        return directory.resolve("tls-msp");
    }

    private void takeTls() {
        Place.copy(tlsMsp().resolve("signcerts").resolve("cert.pem"), tlsCertificate());
        Place.write(tlsKey(), Place.read(only(tlsMsp().resolve("keystore"))));
    }

    /** The private key for signing. */
    Path key() {
        return only(msp().resolve("keystore"));
    }

    /** The one private key in a directory. */
    static Path only(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith("_sk"))
                    .findFirst()
                    .orElseThrow(() -> NetworkException.of("key.none", null, directory));
        } catch (IOException e) {
            throw NetworkException.of("file.unread", e, directory, Trouble.of(e));
        }
    }
}
