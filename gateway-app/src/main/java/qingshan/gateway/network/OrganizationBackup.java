package qingshan.gateway.network;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import qingshan.gateway.Trouble;
import qingshan.gateway.archive.ArchiveReader;
import qingshan.gateway.archive.ArchiveWriter;
import qingshan.gateway.home.FileMutex;
import qingshan.gateway.home.Home;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;

/**
 * Keeps what only one organization has in a file, and brings it back: its certificate authority with keys and registrations,
 * its operator, keys and certificates of its nodes. What its nodes' disks hold of the ledger is left out, since they get it
 * from the others again. What all share, block 0 and the contracts, is taken along.
 */
public final class OrganizationBackup {
    private static final String FORMAT = "qingshan-organization 1";
    private static final String HEAD = "organization.json";
    private static final Pattern PART =
            Pattern.compile("(topology\\.json|(orgs|channel|code)(/[A-Za-z0-9][A-Za-z0-9._+-]{0,150}){1,8})");

    private final Place place;
    private final String organization;

    OrganizationBackup(Place place, String organization) {
        this.place = place;
        this.organization = organization;
    }

    /**
     * Writes it, whole or not at all; an older file of that name is replaced. Only its owner can read it.
     *
     * @param progress told the name of each part as it begins
     * @return its bytes
     */
    long write(Path file, String network, Consumer<String> progress) {
        if (Files.isDirectory(file)) {
            throw NetworkException.of("file.unwritten", null, file, new Trouble(Trouble.Kind.DIRECTORY, ""));
        }
        try (ArchiveWriter archive = new ArchiveWriter(file, progress)) {
            archive.add(
                    HEAD,
                    part -> part.write(CanonicalJson.bytes(JsonObject.of("format", FORMAT)
                            .with("network", network)
                            .with("organization", organization))));
            for (Path one : files()) {
                archive.add(place.path().relativize(one).toString(), part -> Files.copy(one, part));
            }
            return archive.finish();
        } catch (IOException e) {
            throw NetworkException.of("file.unwritten", e, file, Trouble.of(e));
        }
    }

    private List<Path> files() throws IOException {
        Path own = place.organization(organization);
        List<Path> files = new ArrayList<>(List.of(place.topology()));
        Path code = place.path().resolve("code");
        // a first start that broke off has none yet
        for (Path from : Files.exists(code) ? List.of(own, place.channel(), code) : List.of(own, place.channel())) {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return isLedger(own, directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (Files.isRegularFile(file)
                            && PART.matcher(place.path().relativize(file).toString())
                                    .matches()) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return files.stream().sorted().toList();
    }

    /** Whether it is {@code nodes/NAME/data}: a node that runs removes files there at any time. */
    private static boolean isLedger(Path own, Path directory) {
        Path within = own.relativize(directory);
        return within.getNameCount() == 3 && within.startsWith("nodes") && within.endsWith(Place.DATA);
    }

    /**
     * What was brought back.
     *
     * @param network of which the organization is
     * @param organization by its name
     */
    public record Restored(String network, String organization) {}

    /**
     * Brings an organization back into a home where its network is down, or was never.
     *
     * @throws NetworkException if the file is no whole backup, the network is up or another one, or the organization is there
     */
    static Restored restore(Home home, Path file, Consumer<String> progress) {
        try (ArchiveReader archive = new ArchiveReader(file)) {
            JsonObject head = archive.head(HEAD)
                    .filter(found -> FORMAT.equals(found.text("format")))
                    .orElseThrow(() -> NetworkException.of("backup.foreign", null, file));
            Restored named =
                    new Restored(String.valueOf(head.text("network")), String.valueOf(head.text("organization")));
            if (!Topology.isName(named.network) || !Topology.isName(named.organization)) {
                throw NetworkException.of("backup.damaged", null, file);
            }
            Place place = Place.of(home, named.network);
            Path beside = place.path()
                    .resolveSibling(place.restoring(UUID.randomUUID().toString()));
            try (FileMutex _ = place.alone(named.network)) {
                mustBeLost(place, named);
                Leftovers.remove(place);
                unpack(archive, beside, "orgs/" + named.organization + "/", progress);
                take(new Place(beside), place, named);
            } finally {
                Home.delete(beside);
            }
            return named;
        } catch (ZipException | EOFException e) {
            throw NetworkException.of("backup.damaged", e, file);
        } catch (IOException e) {
            throw NetworkException.of("file.unread", e, file, Trouble.of(e));
        }
    }

    private static void mustBeLost(Place place, Restored named) {
        if (new Processes(place).areThere()) {
            throw NetworkException.of("backup.up", null, named.network);
        }
        if (Files.exists(place.organization(named.organization))) {
            throw NetworkException.of("backup.there", null, named.organization, place.organization(named.organization));
        }
    }

    private static void unpack(ArchiveReader archive, Path to, String own, Consumer<String> progress)
            throws IOException {
        Place.directory(to);
        for (Optional<String> part = archive.next(); part.isPresent(); part = archive.next()) {
            String name = part.get();
            if (!PART.matcher(name).matches() || (name.startsWith("orgs/") && !name.startsWith(own))) {
                throw new ZipException("a part of another kind: " + name);
            }
            progress.accept(name);
            Path file = to.resolve(name);
            Place.directory(file.resolveSibling(""));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            archive.read(content -> {
                try (var out = Files.newOutputStream(file)) {
                    content.transferTo(out);
                }
            });
        }
    }

    /** Whether a backup is of this very channel, to which others may have come since. */
    private static boolean isOf(Place from, Place to, String organization) throws IOException {
        return Files.mismatch(from.genesis(), to.genesis()) == -1
                && of(from, organization).isPresent()
                && of(from, organization).equals(of(to, organization));
    }

    private static Optional<Topology.Organization> of(Place place, String organization) {
        return Network.made(place).stream()
                .flatMap(topology -> topology.organizations().stream())
                .filter(one -> one.name().equals(organization))
                .findFirst();
    }

    /** All of it is there and right: it goes to its place, the organization last, since by it one sees that it is done. */
    private static void take(Place from, Place to, Restored named) throws IOException {
        if (Files.exists(to.topology()) && !isOf(from, to, named.organization)) {
            throw NetworkException.of("backup.other", null, named.network, to.path());
        }
        if (!Files.isDirectory(from.organization(named.organization)) || !Files.exists(from.topology())) {
            throw new ZipException("not all of it is there");
        }
        Home.at(to.path());
        for (Path shared : List.of(from.topology(), from.channel(), from.path().resolve("code"))) {
            Path target = to.path().resolve(from.path().relativize(shared));
            if (!Files.exists(target)) {
                Place.move(shared, target);
            }
        }
        Place.directory(to.organization(named.organization).resolveSibling(""));
        Place.move(from.organization(named.organization), to.organization(named.organization));
    }
}
