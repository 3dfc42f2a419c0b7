package qingshan.gateway.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.Trouble;
import qingshan.gateway.fabric.Connection;
import qingshan.gateway.fabric.Wallet;
import qingshan.gateway.home.Home;
import qingshan.gateway.identity.Attributes;
import qingshan.gateway.identity.Pem;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.network.Authority.Kind;
import qingshan.gateway.network.install.Programs;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;

/**
 * Enrols at the organizations' certificate authorities, as far as their registrars are on this machine, and keeps what they give
 * in a home's wallet. What is there already asks no authority, so that a gateway opens while its authority is down; {@link
 * #renew} does what is due. What was revoked is enrolled again when it is asked for, with another key, and never renewed.
 */
public final class CaEnroller implements Enroller {
    private static final Logger LOG = LoggerFactory.getLogger(CaEnroller.class);
    private static final String FILE = "network.json";
    private static final String DIRECTORY = "directory";
    /** A key and its certificate while they are made, in the home. */
    private static final String UNFINISHED = "enrolled";

    private static final String CLIENT = "client";

    private final Home home;
    private final Map<String, String> environment;
    private final InstantSource clock;

    /** That of a home that {@link Network#connect} has connected. */
    public CaEnroller(Home home, Map<String, String> environment) {
        this(home, environment, InstantSource.system());
    }

    /** @param clock by which certificates end */
    CaEnroller(Home home, Map<String, String> environment, InstantSource clock) {
        this.home = home;
        this.environment = environment;
        this.clock = clock;
    }

    static void remember(Home home, Place place) {
        Place.write(
                Connection.directory(home).resolve(FILE),
                JsonObject.of(DIRECTORY, place.path().toString()).toString());
    }

    /** {@inheritDoc} Who is known here waits for nobody, not even for what is being renewed. */
    @Override
    public Actor enroll(String mspId, String name, Map<String, String> attributes) {
        Actor actor = new Actor(mspId, name);
        if (!isKnown(actor, attributes)) {
            enroll(actor, attributes);
        }
        return actor;
    }

    private synchronized void enroll(Actor actor, Map<String, String> attributes) {
        if (!isKnown(actor, attributes)) {
            put(actor, attributes);
        }
    }

    private boolean isKnown(Actor actor, Map<String, String> attributes) {
        Pem known = held(actor);
        return known != null
                && !expiry(actor, known).isOver(clock.instant())
                && says(known, attributes)
                && !isRevoked(actor, known);
    }

    @Override
    public synchronized void renew() {
        renewed(GatewayHome.TLS_NAME, this::renewTls);
        for (Actor actor : Wallet.actors(home)) {
            renewed(actor, () -> {
                Pem known = held(actor);
                if (known != null && expiry(actor, known).isDue(clock.instant())) {
                    if (isRevoked(actor, known)) {
                        throw NetworkException.of("ca.revoked", null, actor.mspId(), actor.name());
                    }
                    Topology topology = topology();
                    keep(actor, again(topology, organization(topology, actor.mspId()), Kind.IDENTITY, actor.name()));
                }
            });
        }
    }

    /** One that cannot be renewed, since it was revoked or its authority is away, keeps no other from it. */
    private static void renewed(Object who, Runnable renewal) {
        try {
            renewal.run();
        } catch (NetworkException e) {
            LOG.warn("the certificate of {} is not renewed: {}", who, e.getMessage());
        }
    }

    /** By which the home's gateway is known to its peers' TLS: it counts from the gateway's next start on. */
    private void renewTls() {
        Path file = GatewayHome.tlsClient(home);
        try {
            Pem known = Pem.read(file);
            if (known != null
                    && Expiry.of(GatewayHome.TLS_NAME, known.certificate()).isDue(clock.instant())) {
                Topology topology = topology();
                String mspId = Connection.of(home).mspId();
                again(topology, organization(topology, mspId), Kind.TLS, GatewayHome.TLS_NAME)
                        .write(file);
            }
        } catch (IOException e) {
            throw NetworkException.of("file.unwritten", e, file, Trouble.of(e));
        }
    }

    @Override
    public List<String> members() {
        return topology().organizations().stream()
                .map(Topology.Organization::mspId)
                .toList();
    }

    private @Nullable Pem held(Actor actor) {
        try {
            return Wallet.get(home, actor);
        } catch (IOException e) {
            throw NetworkException.of("file.unread", e, actor, Trouble.of(e));
        }
    }

    /** As far as that is known on this machine. Nobody is asked: a gateway opens while its authority is down. */
    private boolean isRevoked(Actor actor, Pem pem) {
        return remembered(home).stream()
                .flatMap(place -> Network.made(place).stream()
                        .flatMap(topology -> topology.organizations().stream())
                        .filter(organization -> organization.mspId().equals(actor.mspId()))
                        .map(organization -> place.revoked(organization.name())))
                .anyMatch(list -> Revoked.has(list, pem.certificate()));
    }

    private static Expiry expiry(Actor actor, Pem pem) {
        return Expiry.of(actor.toString(), pem.certificate());
    }

    private static boolean says(Pem pem, Map<String, String> attributes) {
        return Attributes.given(pem.certificate()).equals(attributes);
    }

    private void put(Actor actor, Map<String, String> attributes) {
        Topology topology = topology();
        Topology.Organization organization = organization(topology, actor.mspId());
        keep(actor, enrolled(topology, organization, Kind.IDENTITY, actor.name(), attributes));
    }

    private void keep(Actor actor, Pem pem) {
        try {
            Wallet.put(home, actor, pem);
        } catch (IOException e) {
            throw NetworkException.of("file.unwritten", e, Connection.directory(home), Trouble.of(e));
        }
    }

    private static Topology.Organization organization(Topology topology, String mspId) {
        return topology.organizations().stream()
                .filter(one -> one.mspId().equals(mspId))
                .findFirst()
                .orElseThrow(() -> NetworkException.of("organization.none", null, topology.name(), mspId));
    }

    /** A new key and its certificate, with these attributes, of whoever may have been registered before with others. */
    Pem enrolled(
            Topology topology,
            Topology.Organization organization,
            Kind kind,
            String name,
            Map<String, String> attributes) {
        Authority authority = authority(topology, organization);
        return taken(authority, kind, name, authority.register(kind, name, CLIENT, attributes));
    }

    /** The same with the attributes that the authority has registered by now, and no others: what it took away stays away. */
    private Pem again(Topology topology, Topology.Organization organization, Kind kind, String name) {
        Authority authority = authority(topology, organization);
        return taken(authority, kind, name, authority.registered(kind, name));
    }

    private Authority authority(Topology topology, Topology.Organization organization) {
        Place place = place();
        return new Authority(topology, organization, place, new Tool(() -> Programs.find(environment), place));
    }

    private Pem taken(Authority authority, Kind kind, String name, String secret) {
        Path directory = Home.at(home.path()).directory("fabric");
        try {
            Leftovers.removeOld(directory, UNFINISHED);
            Path msp = Files.createTempDirectory(directory, UNFINISHED);
            try {
                authority.enrol(kind, name, secret, List.of("localhost"), msp);
                Path both = msp.resolve("both.pem");
                Place.write(
                        both,
                        Place.read(msp.resolve("signcerts").resolve("cert.pem"))
                                + Place.read(Node.only(msp.resolve("keystore"))));
                return Objects.requireNonNull(Pem.read(both));
            } finally {
                Home.delete(msp);
            }
        } catch (IOException e) {
            throw NetworkException.of("file.unwritten", e, directory, Trouble.of(e));
        }
    }

    private Topology topology() {
        Place place = place();
        return Network.made(place).orElseThrow(() -> NetworkException.of("network.gone", null, place.path()));
    }

    private Place place() {
        return remembered(home)
                .orElseThrow(() -> NetworkException.of(
                        "network.gone", null, Connection.directory(home).resolve(FILE)));
    }

    /** Where the network of a home was when it was connected. */
    static Optional<Place> remembered(Home home) {
        Path file = Connection.directory(home).resolve(FILE);
        return Files.exists(file)
                ? Optional.ofNullable(JsonParser.object(Place.read(file)).text(DIRECTORY))
                        .map(Path::of)
                        .map(Place::new)
                : Optional.empty();
    }
}
