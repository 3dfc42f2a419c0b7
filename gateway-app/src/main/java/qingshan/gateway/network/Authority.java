package qingshan.gateway.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import qingshan.gateway.Trouble;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonObject;

/**
 * An organization's certificate authority: a Fabric CA server with one CA for identities and one for TLS, whose keys and roots
 * are its own. Secrets go to its client by the environment, since arguments can be seen by everybody on a machine.
 */
final class Authority {
    /** Of the two: for identities, and for TLS. */
    enum Kind {
        IDENTITY("ca"),
        TLS("tlsca");

        private final String ca;

        Kind(String ca) {
            this.ca = ca;
        }
    }

    /** The underscore makes it a name that nobody who submits can have; a node's names have one too. */
    private static final String REGISTRAR = "ca_registrar";

    private static final Pattern ATTRIBUTE = Pattern.compile("\\{Name:([^ {}]+) Value:");
    private static final int SECRET_BYTES = 24;
    private static final int HEX = 16;
    /** The profile of certificates for TLS; a Fabric CA puts no attributes into them. */
    private static final String TLS = "tls";
    /** Nearly as long as the authority's own root lasts, beyond which it signs nothing. */
    private static final String LASTING_HOURS = "131000h";

    private final Topology topology;
    private final Topology.Organization organization;
    private final Place place;
    private final Tool tool;

    Authority(Topology topology, Topology.Organization organization, Place place, Tool tool) {
        this.topology = topology;
        this.organization = organization;
        this.place = place;
        this.tool = tool;
    }

    /** Writes what its server needs to start, once: with it the keys are made. */
    void prepare() {
        Path directory = place.ca(organization.name());
        if (directory.resolve("fabric-ca-server-config.yaml").toFile().exists()) {
            return;
        }
        String secret = secret();
        Place.write(secretFile(), secret);
        configuration(Kind.TLS, secret).write(directory.resolve("tlsca").resolve("fabric-ca-server-config.yaml"));
        Topology.Ca ca = organization.ca();
        configuration(Kind.IDENTITY, secret)
                .set("address", ca.host())
                .set("port", ca.port())
                .set("tls.enabled", true)
                .set("cafiles", List.of("tlsca/fabric-ca-server-config.yaml"))
                .set("operations.listenAddress", Addresses.loopback(ca.operationsPort()))
                .write(directory.resolve("fabric-ca-server-config.yaml"));
    }

    /**
     * Of the authority for identities, the profile {@code tls} is for its own server alone, whose certificate nothing renews.
     */
    private ConfigFile configuration(Kind kind, String secret) {
        String hours = topology.certificateHours() + "h";
        JsonObject registrar = JsonObject.of("name", REGISTRAR)
                .with("pass", secret)
                .with("type", "client")
                .with("affiliation", "")
                .with(
                        "attrs",
                        JsonObject.of("hf.Registrar.Roles", "*")
                                .with("hf.Registrar.Attributes", "*")
                                .with("hf.Registrar.DelegateRoles", "*")
                                .with("hf.Revoker", new JsonBoolean(true))
                                .with("hf.GenCRL", new JsonBoolean(true)));
        return ConfigFile.from("ca")
                .set("ca.name", kind.ca)
                .set("csr.cn", kind.ca + "." + organization.name() + "." + topology.name())
                .set("csr.names", new JsonArray(List.of(JsonObject.of("O", organization.mspId()))))
                .set("csr.hosts", List.of(organization.ca().host(), "localhost"))
                .set("registry.identities", new JsonArray(List.of(registrar)))
                .set("signing.default.usage", List.of("digital signature"))
                .set("signing.default.expiry", hours)
                .set(
                        "signing.profiles.tls.usage",
                        List.of("digital signature", "key encipherment", "server auth", "client auth", "key agreement"))
                .set("signing.profiles.tls.expiry", kind == Kind.TLS ? hours : LASTING_HOURS);
    }

    /** Whether a name is one that somebody who submits may have, and none of the network's own. */
    static boolean isPersons(String name) {
        return !name.isBlank() && name.indexOf('_') < 0 && name.indexOf('/') < 0;
    }

    /** That of its server's process. */
    static String name(Topology.Organization organization) {
        return "ca." + organization.name();
    }

    Service service(Path program) {
        Topology.Ca ca = organization.ca();
        String directory = place.ca(organization.name()).toString();
        return new Service(
                name(organization),
                "",
                List.of(program.toString(), "start", "--home", directory),
                List.of("CA_CFG_PATH="),
                directory,
                Addresses.of(ca.host(), ca.port()));
    }

    /** Enrols who registers others, at both CAs, where that is not done or is soon over. */
    void enrolRegistrar(Instant now) {
        for (Kind kind : Kind.values()) {
            Path certificate = registrar(kind).resolve("signcerts").resolve("cert.pem");
            if (Expiry.of(REGISTRAR, certificate)
                    .filter(known -> !known.isDue(now))
                    .isEmpty()) {
                client(
                        kind,
                        "enroll",
                        Map.of("FABRIC_CA_CLIENT_URL", url(REGISTRAR + ":" + Place.read(secretFile()) + "@")),
                        List.of("-M", registrar(kind).toString()));
            }
        }
    }

    /**
     * Registers an identity; one that is registered already gets these attributes and loses all others, so that neither this
     * enrolment nor one by the holder's old certificate brings them back. Its secret is kept first, so that whatever ends here
     * can be begun again.
     *
     * @param type {@code peer}, {@code orderer}, {@code admin} or {@code client}: the unit in its certificates
     * @return the secret with which it is enrolled
     */
    String register(Kind kind, String name, String type, Map<String, String> attributes) {
        Path file = secret(kind, name);
        if (!Files.exists(file)) {
            Place.write(file, secret());
        }
        String secret = Place.read(file);
        List<String> named = List.of("-M", registrar(kind).toString());
        List<String> arguments = new ArrayList<>(List.of("--id.name", name, "--id.type", type));
        arguments.addAll(named);
        attributes.forEach((attribute, value) -> arguments.addAll(List.of("--id.attrs", ecert(attribute, value))));
        Map<String, String> environment = Map.of("FABRIC_CA_CLIENT_ID_SECRET", secret, "FABRIC_CA_CLIENT_URL", url(""));
        Tool.Ended ended = tool.attempt("fabric-ca-client", environment, arguments(kind, "register", arguments));
        if (ended.code() != 0 && !ended.err().contains("is already registered")) {
            throw NetworkException.of("ca.refused", null, organization.name(), ended.lastWords());
        }
        if (ended.code() != 0) {
            change(kind, name, attributes);
        }
        return secret;
    }

    /**
     * The secret of an identity that was registered from here.
     *
     * @throws NetworkException if there is none
     */
    String registered(Kind kind, String name) {
        Path file = secret(kind, name);
        if (!Files.exists(file)) {
            throw NetworkException.of("ca.unknown", null, organization.name(), name);
        }
        return Place.read(file);
    }

    private Path secret(Kind kind, String name) {
        return registrar(kind).resolve("secrets").resolve(name);
    }

    /** {@code identity modify} leaves those that it is not told of, and removes one whose value is empty. */
    private void change(Kind kind, String name, Map<String, String> attributes) {
        Map<String, String> environment = Map.of("FABRIC_CA_CLIENT_URL", url(""));
        List<String> named = List.of("-M", registrar(kind).toString());
        List<String> list = new ArrayList<>(List.of("list", "--id", name));
        list.addAll(named);
        String registered = client(kind, "identity", environment, list);
        List<String> changes = new ArrayList<>();
        ATTRIBUTE
                .matcher(registered)
                .results()
                .map(found -> found.group(1))
                .filter(attribute -> !attribute.startsWith("hf.") && !attributes.containsKey(attribute))
                .forEach(attribute -> changes.addAll(List.of("--attrs", attribute + "=")));
        attributes.forEach((attribute, value) -> changes.addAll(List.of("--attrs", ecert(attribute, value))));
        if (!changes.isEmpty()) {
            changes.addAll(0, List.of("modify", name));
            changes.addAll(named);
            client(kind, "identity", environment, changes);
        }
    }

    private static String ecert(String attribute, String value) {
        return attribute + "=" + value + ":ecert";
    }

    /**
     * Enrols a registered identity: a new key and its certificate.
     *
     * @param hosts that a TLS certificate is good for
     * @param msp where key and certificate go
     */
    void enrol(Kind kind, String name, String secret, List<String> hosts, Path msp) {
        List<String> arguments = new ArrayList<>(List.of("-M", msp.toString()));
        if (kind == Kind.TLS) {
            arguments.addAll(List.of("--enrollment.profile", TLS, "--csr.hosts", String.join(",", hosts)));
        }
        client(kind, "enroll", Map.of("FABRIC_CA_CLIENT_URL", url(name + ":" + secret + "@")), arguments);
    }

    /** Registers and enrols one of the organization's own. */
    void enrol(Kind kind, Member member, Path msp) {
        String secret = register(kind, member.name(), member.type(), Map.of());
        enrol(kind, member.name(), secret, member.hosts(), msp);
    }

    /** Another certificate for the key that one of the organization's own has. */
    String renewed(Kind kind, Member member) {
        String secret = register(kind, member.name(), member.type(), Map.of());
        boolean tls = kind == Kind.TLS;
        try {
            return SameKey.enrol(
                    address(),
                    place.root(organization.name()),
                    SameKey.request(kind.ca, tls ? TLS : "", tls ? member.hosts() : List.of()),
                    member.name(),
                    secret,
                    Expiry.read(member.node().certificate(kind)),
                    member.node().key(kind));
        } catch (IOException e) {
            throw NetworkException.of("ca.refused", e, organization.name(), Trouble.of(e));
        }
    }

    /**
     * Revokes all certificates that an identity has. One by one, since an identity that is revoked by its name can never be
     * enrolled again.
     */
    void revoke(String name) {
        if (certificates(name, List.of()).isEmpty()) {
            throw NetworkException.of("revoke.none", null, organization.name(), name);
        }
        for (X509CertificateHolder certificate : certificates(name, List.of("--notrevoked"))) {
            byte[] issuer = AuthorityKeyIdentifier.fromExtensions(certificate.getExtensions())
                    .getKeyIdentifierOctets();
            List<String> arguments = new ArrayList<>(List.of(
                    "--revoke.serial", certificate.getSerialNumber().toString(HEX),
                    "--revoke.aki", HexFormat.of().formatHex(issuer)));
            arguments.addAll(List.of("-M", registrar(Kind.IDENTITY).toString()));
            client(Kind.IDENTITY, "revoke", Map.of("FABRIC_CA_CLIENT_URL", url("")), arguments);
        }
    }

    /** Those that an identity was ever given, or what of them suits. */
    private List<X509CertificateHolder> certificates(String name, List<String> filter) {
        Path found = place.registrar(organization.name()).resolve("found");
        Place.delete(found);
        List<String> arguments = new ArrayList<>(List.of("list", "--id", name, "--store", found.toString()));
        arguments.addAll(filter);
        arguments.addAll(List.of("-M", registrar(Kind.IDENTITY).toString()));
        client(Kind.IDENTITY, "certificate", Map.of("FABRIC_CA_CLIENT_URL", url("")), arguments);
        try (Stream<Path> files = Files.exists(found) ? Files.list(found) : Stream.empty()) {
            return files.map(Expiry::read).toList();
        } catch (IOException e) {
            throw NetworkException.of("file.unread", e, found, Trouble.of(e));
        } finally {
            Place.delete(found);
        }
    }

    /** Keeps the list of what is revoked. */
    Path revoked() {
        Path msp = registrar(Kind.IDENTITY);
        client(Kind.IDENTITY, "gencrl", Map.of("FABRIC_CA_CLIENT_URL", url("")), List.of("-M", msp.toString()));
        Path list = place.revoked(organization.name());
        Place.write(list, Place.read(msp.resolve("crls").resolve("crl.pem")));
        return list;
    }

    private String client(Kind kind, String command, Map<String, String> environment, List<String> arguments) {
        Tool.Ended ended = tool.attempt("fabric-ca-client", environment, arguments(kind, command, arguments));
        if (ended.code() != 0) {
            throw NetworkException.of("ca.refused", null, organization.name(), ended.lastWords());
        }
        return ended.out();
    }

    private List<String> arguments(Kind kind, String command, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(more);
        arguments.addAll(List.of(
                "-H",
                place.registrar(organization.name()).toString(),
                "--caname",
                kind.ca,
                "--tls.certfiles",
                place.root(organization.name()).toString()));
        return arguments;
    }

    private String url(String user) {
        return "https://" + user + address();
    }

    private String address() {
        return Addresses.of(organization.ca().host(), organization.ca().port());
    }

    private Path registrar(Kind kind) {
        return place.registrar(organization.name()).resolve(kind.ca);
    }

    private Path secretFile() {
        return place.registrar(organization.name()).resolve("secret");
    }

    private static String secret() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
