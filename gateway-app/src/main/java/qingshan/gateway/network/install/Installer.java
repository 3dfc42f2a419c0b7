package qingshan.gateway.network.install;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.FileMutex;
import qingshan.gateway.home.Home;

/**
 * Brings the programs that lack into the user's cache. They are unpacked and judged beside the place where they will be
 * found, and come there by renaming, each of them whole.
 */
public final class Installer {
    private final Order order;
    private final Watcher watcher;
    private final Limits limits;
    private final Places places;

    /**
     * @param environment {@code FABRIC_HOME}, {@code XDG_CACHE_HOME} and {@code PATH} of it count
     * @param watcher is told what was found, what will be done before it is done, and how far it is
     */
    public Installer(Map<String, String> environment, Order order, Watcher watcher) {
        this(environment, order, watcher, Limits.USUAL);
    }

    Installer(Map<String, String> environment, Order order, Watcher watcher, Limits limits) {
        this.order = order;
        this.watcher = watcher;
        this.limits = limits;
        this.places = Places.of(environment);
    }

    /** An archive to unpack, and the address that it comes from; empty for a file of the operator's. */
    private record Source(Path archive, Optional<URI> address, String recorded) {}

    /**
     * Brings what lacks.
     *
     * @return all programs
     * @throws InstallException if something lacks still; what was there before is as it was
     */
    public Programs run() {
        List<Programs.Finding> findings = Programs.search(places, limits);
        findings.forEach(this::say);
        if (complete(findings)) {
            watcher.say(Said.of("all.there"));
            return Programs.of(places, findings);
        }
        try {
            Files.createDirectories(places.cache());
            try (FileMutex _ = alone()) {
                List<Programs.Finding> now = Programs.search(places, limits);
                if (complete(now)) {
                    watcher.say(Said.of("all.there"));
                    return Programs.of(places, now);
                }
                bring(lacking(now));
            }
        } catch (IOException e) {
            throw InstallException.of("disk", e, places.cache(), Trouble.of(e));
        }
        Programs programs = Programs.of(places, Programs.search(places, limits));
        watcher.say(Said.of("done", places.installed().resolve("bin").toString()));
        return programs;
    }

    private FileMutex alone() {
        Path file = places.cache().resolve("fabric-install.lock");
        return FileMutex.tryTake(file).orElseGet(() -> {
            watcher.say(Said.of("waits"));
            return FileMutex.take(file);
        });
    }

    private static boolean complete(List<Programs.Finding> findings) {
        return findings.stream().allMatch(finding -> finding.found().isPresent());
    }

    private void say(Programs.Finding finding) {
        String name = finding.program().file();
        finding.found()
                .ifPresent(found -> watcher.say(
                        found.version().isEmpty()
                                ? Said.of(
                                        "found.able",
                                        name,
                                        found.path().toString(),
                                        finding.release().from().toString())
                                : Said.of("found", name, found.path().toString(), found.version())));
        finding.why().ifPresent(watcher::say);
        if (finding.path().isEmpty()) {
            watcher.say(Said.of("lacks", name));
        }
    }

    /** The programs to bring, which take the place of unfit ones, unless these are where the operator said to look. */
    private Set<Program> lacking(List<Programs.Finding> findings) {
        Set<Program> lacking = EnumSet.noneOf(Program.class);
        for (Programs.Finding finding : findings) {
            if (finding.found().isEmpty()) {
                finding.path().filter(places::named).ifPresent(file -> {
                    throw finding.why().orElseThrow();
                });
                lacking.add(finding.program());
            }
        }
        return lacking;
    }

    private void bring(Set<Program> lacking) throws IOException {
        Path target = places.installed();
        deleteAll(places.cache(), target.getFileName() + ".new-"); // of a command that was killed
        Digests digests = new Digests(places.cache().resolve("fabric-archives.sha256"), order.sha256());
        List<Source> sources = order.from().isEmpty() ? downloads(lacking) : files(lacking);
        Path half = Files.createTempDirectory(places.cache(), target.getFileName() + ".new-");
        Map<String, String> good = new TreeMap<>();
        try {
            Path bin = Files.createDirectory(half.resolve("bin"));
            Set<Program> missing = EnumSet.copyOf(lacking);
            for (Source source : sources) {
                String digest = take(source, digests, missing, bin);
                if (source.address().isPresent() || order.sha256().containsKey(name(source))) {
                    good.put(name(source), digest);
                }
            }
            if (!missing.isEmpty()) {
                throw InstallException.of(
                        "archive.lacks",
                        null,
                        list(missing),
                        sources.stream()
                                .map(Source::archive)
                                .map(Path::toString)
                                .collect(Collectors.joining(", ")));
            }
            place(half, target, lacking);
        } finally {
            Home.delete(half);
        }
        digests.remember(good);
        Home.delete(downloaded());
    }

    private static String name(Source source) {
        return source.archive().getFileName().toString();
    }

    private static String list(Set<Program> programs) {
        return programs.stream().map(Program::file).collect(Collectors.joining(", "));
    }

    /** Archives on their way stay here when a command ends early. */
    private Path downloaded() {
        return places.cache().resolve("fabric-download");
    }

    private List<Source> downloads(Set<Program> lacking) {
        List<Source> sources = new ArrayList<>();
        for (Release release : Release.pinned()) {
            Set<Program> its = EnumSet.copyOf(lacking);
            its.retainAll(release.programs());
            if (!its.isEmpty()) {
                URI address = order.address().orElse(release.directory()).resolve(release.archive());
                sources.add(new Source(
                        downloaded().resolve(release.archive()),
                        Optional.of(address),
                        release.sha256() == null ? "" : release.sha256()));
                watcher.say(Said.of(
                        "will.download",
                        address.toString(),
                        list(its),
                        places.installed().resolve("bin").toString()));
            }
        }
        return sources;
    }

    private List<Source> files(Set<Program> lacking) {
        String files = order.from().stream().map(Path::toString).collect(Collectors.joining(", "));
        watcher.say(Said.of(
                "will.take",
                files,
                list(lacking),
                places.installed().resolve("bin").toString()));
        Map<String, String> recorded = Release.pinned().stream()
                .filter(release -> release.sha256() != null)
                .collect(Collectors.toMap(Release::archive, release -> String.valueOf(release.sha256())));
        return order.from().stream()
                .map(file -> new Source(
                        file.toAbsolutePath(),
                        Optional.empty(),
                        recorded.getOrDefault(file.getFileName().toString(), "")))
                .toList();
    }

    /**
     * Takes what is missing out of an archive, which is brought first if it has to be.
     *
     * @param missing what was taken goes from here
     * @return the archive's digest
     */
    private String take(Source source, Digests digests, Set<Program> missing, Path bin) throws IOException {
        Path archive = source.archive();
        URI address = source.address().orElse(null);
        if (address != null && !(Files.exists(archive) && Part.of(archive).cameFrom(address))) {
            Files.deleteIfExists(archive); // who vouches for it is known only of what came from this address
            new Download(limits, watcher, address, archive).run();
        }
        try {
            boolean trusted = address != null && "https".equals(address.getScheme());
            String digest = digests.check(archive, source.recorded(), trusted, watcher);
            Set<Program> taken = new Archive(archive, limits).unpack(missing, bin);
            judge(taken, bin, archive);
            missing.removeAll(taken);
            return digest;
        } catch (InstallException e) {
            if (address != null) {
                Files.deleteIfExists(archive); // or no later attempt could bring another
            }
            throw e;
        }
    }

    private void judge(Set<Program> programs, Path bin, Path archive) {
        for (Release release : Release.pinned()) {
            Judge judge = new Judge(release, limits.answerMax(), null);
            for (Program program : release.programs()) {
                if (programs.contains(program)) {
                    judge.look(program, bin.resolve(program.file()), Said.of("remedy.archive", archive.toString()));
                }
            }
        }
    }

    private static void place(Path half, Path target, Set<Program> programs) throws IOException {
        if (!Files.exists(target)) {
            Files.setPosixFilePermissions(half, Files.getPosixFilePermissions(half.resolve("bin")));
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.createDirectories(target.resolve("bin"));
        for (Program program : programs) {
            Files.move(
                    half.resolve("bin").resolve(program.file()),
                    target.resolve("bin").resolve(program.file()),
                    StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void deleteAll(Path directory, String prefix) throws IOException {
        List<Path> old;
        try (Stream<Path> files = Files.list(directory)) {
            old = files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        }
        for (Path file : old) {
            Home.delete(file);
        }
    }
}
