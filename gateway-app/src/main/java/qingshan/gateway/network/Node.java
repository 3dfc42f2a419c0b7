package qingshan.gateway.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import qingshan.gateway.Trouble;
import qingshan.gateway.network.Authority.Kind;

/**
 * The certificates of one member of an organization: a peer, an orderer, or its operator.
 *
 * @param directory in which {@code msp} and {@code tls} lie
 */
record Node(Path directory) {
    /** Under which an organization's operator is registered: whoever submits has no underscore in the name. */
    static final String OPERATOR = "org_operator";
    /** Before the name under which a peer or an orderer is registered, for the same reason. */
    static final String NODE = "node_";

    Path msp() {
        return directory.resolve("msp");
    }

    Path certificate() {
        return msp().resolve("signcerts").resolve("cert.pem");
    }

    Path tlsCertificate() {
        return directory.resolve("tls").resolve("cert.pem");
    }

    Path tlsKey() {
        return directory.resolve("tls").resolve("key.pem");
    }

    /** Enrols it for both purposes, where it is not enrolled yet. */
    void enrol(Authority authority, Path tlsRoot, String name, String type, List<String> hosts) {
        if (!Files.exists(msp().resolve("config.yaml"))) {
            String secret = authority.register(Kind.IDENTITY, name, type, Map.of());
            authority.enrol(Kind.IDENTITY, name, secret, hosts, msp());
            Place.copy(tlsRoot, msp().resolve("tlscacerts").resolve("tlsca.pem"));
            Msp.units().write(msp().resolve("config.yaml"));
        }
        if (!Files.exists(tlsKey())) {
            String secret = authority.register(Kind.TLS, name, type, Map.of());
            authority.enrol(Kind.TLS, name, secret, hosts, tlsMsp());
            takeTls();
        }
    }

    private Path tlsMsp() {
        return directory.resolve("tls-msp");
    }

    private void takeTls() {
        Place.copy(tlsMsp().resolve("signcerts").resolve("cert.pem"), tlsCertificate());
        Place.copy(only(tlsMsp().resolve("keystore")), tlsKey());
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
