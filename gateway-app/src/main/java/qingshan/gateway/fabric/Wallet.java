package qingshan.gateway.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Home;
import qingshan.gateway.identity.Identity;
import qingshan.gateway.identity.Pem;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.LedgerException;

/**
 * The identities of a home on a Fabric network: {@code fabric/wallet/MSPID/NAME.pem}, certificate and key. A file that is
 * replaced is used from the next transaction on.
 */
public final class Wallet {
    private static final String DIRECTORY = "wallet";
    private static final String ENDING = ".pem";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,62}");

    private final Home home;
    private final ConcurrentMap<Actor, Held> held = new ConcurrentHashMap<>();

    /** That of a home. */
    public Wallet(Home home) {
        this.home = home;
    }

    /** An identity as it was read last. */
    private record Held(FileTime written, Identity identity, Instant notAfter) {}

    /**
     * Ready to sign.
     *
     * @throws LedgerException if it is not enrolled, or its certificate has expired
     */
    Identity of(Actor actor) {
        Path file = file(home, actor.mspId(), actor.name());
        try {
            FileTime written = Files.getLastModifiedTime(file);
            Held known = held.get(actor);
            if (known == null || !known.written.equals(written)) {
                known = read(actor, file, written);
                held.put(actor, known);
            }
            if (Instant.now().isAfter(known.notAfter)) {
                throw LedgerException.of("identity.expired", null, actor.name(), actor.mspId(), known.notAfter);
            }
            return known.identity;
        } catch (NoSuchFileException e) {
            throw LedgerException.of("not.enrolled", null, actor.name(), actor.mspId());
        } catch (IOException e) {
            throw LedgerException.of("key", e, file, Trouble.of(e));
        }
    }

    private static Held read(Actor actor, Path file, FileTime written) throws IOException {
        Pem pem = Pem.read(file);
        if (pem == null) {
            throw new NoSuchFileException(file.toString());
        }
        return new Held(
                written,
                pem.identity(actor.mspId()),
                pem.certificate().getNotAfter().toInstant());
    }

    /** Keeps an identity, instead of an older one of that name. */
    public static void put(Home home, Actor actor, Pem pem) throws IOException {
        Path file = file(home, actor.mspId(), actor.name());
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        pem.write(file);
    }

    /** The certificate and key of an identity; null if it is not there. */
    public static @Nullable Pem get(Home home, Actor actor) throws IOException {
        return Pem.read(file(home, actor.mspId(), actor.name()));
    }

    /** All that a home holds. */
    public static List<Actor> actors(Home home) {
        Path wallet = Connection.directory(home).resolve(DIRECTORY);
        if (!Files.isDirectory(wallet)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(wallet, 2)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .map(file -> {
                        Path relative = wallet.relativize(file);
                        String name = relative.getName(1).toString();
                        return new Actor(
                                relative.getName(0).toString(), name.substring(0, name.length() - ENDING.length()));
                    })
                    .toList();
        } catch (IOException e) {
            throw LedgerException.of("key", e, wallet, Trouble.of(e));
        }
    }

    private static Path file(Home home, String mspId, String name) {
        if (!NAME.matcher(mspId).matches()) {
            throw LedgerException.of("organization", null, mspId);
        }
        if (!NAME.matcher(name).matches()) {
            throw LedgerException.of("name", null, name);
        }
        return Connection.directory(home).resolve(DIRECTORY).resolve(mspId).resolve(name + ENDING);
    }
}
