package qingshan.gateway.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Home;
import qingshan.gateway.identity.Attributes;
import qingshan.gateway.identity.Identity;
import qingshan.gateway.identity.Pem;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.LedgerException;

/**
 * The organizations' certificate authorities and the identities that they enrolled, in the home's directory {@code msp}, a
 * file each, readable by its owner only. On one machine the operator holds them all.
 */
public final class Identities implements Enroller {

    /** The organizations whose members submit, as in the {@code county} network. */
    public static final List<String> MEMBERS = List.of("RegistryMSP", "TradeMSP", "BankMSP", "AuditorMSP");

    /** The ledger's own: it orders, and endorses. */
    public static final String OPERATOR = "OrdererMSP";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
    private static final String CLIENT = "client";

    private final Path directory;
    private final InstantSource clock;
    private final ConcurrentMap<String, Authority> authorities = new ConcurrentHashMap<>();
    private final ConcurrentMap<Actor, Identity> identities = new ConcurrentHashMap<>();

    /** Whether a home has an embedded ledger's keys. */
    public static boolean areThere(Home home) {
        return Files.exists(home.path().resolve("msp").resolve(OPERATOR + ".ca.pem"));
    }

    /** Those of a home. */
    public Identities(Home home, InstantSource clock) {
        this.directory = home.directory("msp");
        this.clock = clock;
    }

    @Override
    public Actor enroll(String mspId, String name, Map<String, String> attributes) {
        if (!MEMBERS.contains(mspId)) {
            throw LedgerException.of("organization", null, mspId);
        }
        Actor actor = new Actor(mspId, name);
        identities.put(actor, enroll(actor, CLIENT, attributes));
        return actor;
    }

    @Override
    public List<String> members() {
        return MEMBERS;
    }

    /** @throws LedgerException if it is not enrolled */
    Identity of(Actor actor) {
        return identities.computeIfAbsent(actor, this::load);
    }

    Identity orderer() {
        return enroll(new Actor(OPERATOR, "orderer"), "orderer", Map.of());
    }

    Identity endorser() {
        return enroll(new Actor(OPERATOR, "endorser"), "peer", Map.of());
    }

    /** The organization's root certificate, made with its authority if there is none yet. */
    X509CertificateHolder root(String mspId) {
        return authority(mspId).root();
    }

    private Identity load(Actor actor) {
        try {
            Pem pem = MEMBERS.contains(actor.mspId()) ? Pem.read(file(actor)) : null;
            if (pem == null) {
                throw LedgerException.of("not.enrolled", null, actor.name(), actor.mspId());
            }
            return pem.identity(actor.mspId());
        } catch (IOException e) {
            throw LedgerException.of("key", e, file(actor), Trouble.of(e));
        }
    }

    private Identity enroll(Actor actor, String unit, Map<String, String> attributes) {
        if (!NAME.matcher(actor.name()).matches()) {
            throw LedgerException.of("name", null, actor.name());
        }
        try {
            Authority authority = authority(actor.mspId());
            Path file = file(actor);
            Pem pem = Pem.read(file);
            if (pem == null || !says(pem.certificate(), attributes)) {
                AsymmetricCipherKeyPair pair = Authority.newKey();
                X509CertificateHolder certificate =
                        authority.certify(actor.name(), unit, attributes, pair.getPublic(), clock.instant());
                pem = new Pem(certificate, PrivateKeyInfoFactory.createPrivateKeyInfo(pair.getPrivate()));
                pem.write(file);
            }
            return pem.identity(actor.mspId());
        } catch (IOException e) {
            throw LedgerException.of("key", e, file(actor), Trouble.of(e));
        }
    }

    private static boolean says(X509CertificateHolder certificate, Map<String, String> attributes) {
        Extension extension = certificate.getExtension(Attributes.EXTENSION);
        byte @Nullable [] said =
                extension == null ? null : extension.getExtnValue().getOctets();
        return attributes.isEmpty()
                ? said == null
                : said != null && Arrays.equals(said, Authority.attributeBytes(attributes));
    }

    private Authority authority(String mspId) {
        return authorities.computeIfAbsent(mspId, this::openAuthority);
    }

    private Authority openAuthority(String mspId) {
        Path file = directory.resolve(mspId + ".ca.pem");
        try {
            Pem pem = Pem.read(file);
            if (pem != null) {
                return new Authority(pem.certificate(), pem.key());
            }
            Authority authority = Authority.create(mspId, clock.instant());
            new Pem(authority.root(), authority.key()).write(file);
            return authority;
        } catch (IOException e) {
            throw LedgerException.of("key", e, file, Trouble.of(e));
        }
    }

    private Path file(Actor actor) {
        return directory.resolve(actor.mspId() + "." + actor.name() + ".pem");
    }
}
