package qingshan.gateway.network.install;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import qingshan.gateway.Explained;

/**
 * Where programs are looked for, in this order: {@code $FABRIC_HOME} and its {@code bin}, the cache, the PATH.
 *
 * @param home what {@code FABRIC_HOME} names, if anything
 * @param cache this program's directory in the user's cache
 * @param path the directories of the PATH
 */
record Places(Optional<Path> home, Path cache, List<Path> path) {

    static Places of(Map<String, String> environment) {
        String home = environment.getOrDefault("FABRIC_HOME", "");
        String named = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path cache = named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        List<Path> path = new ArrayList<>();
        for (String directory : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (directory.startsWith("/")) { // what lies in the working directory is no installed program
                path.add(Path.of(directory));
            }
        }
        return new Places(
                home.isBlank()
                        ? Optional.empty()
                        : Optional.of(Path.of(home).toAbsolutePath().normalize()),
                cache.toAbsolutePath().normalize().resolve("qingshan"),
                List.copyOf(path));
    }

    /** Where programs are brought to. */
    Path installed() {
        return cache.resolve("fabric-" + Release.pinned().getFirst().version());
    }

    /** The file of a program in the first place that has it. */
    Optional<Path> first(Program program) {
        List<Path> all = new ArrayList<>();
        home.ifPresent(directory -> all.addAll(List.of(directory, directory.resolve("bin"))));
        all.add(installed().resolve("bin"));
        all.addAll(path);
        return all.stream()
                .map(directory -> directory.resolve(program.file()))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Whether it was {@code FABRIC_HOME} that led to a file: what is brought to the cache does not take its place. */
    boolean named(Path file) {
        return home.isPresent() && file.startsWith(home.get());
    }

    /** What to do about a program that is not as it must be. */
    Explained remedy(Path file) {
        return named(file) ? Said.of("remedy.home", String.valueOf(home.orElseThrow())) : Said.of("remedy.install");
    }

    /** In words: what was looked through. */
    Explained looked() {
        String brought = installed().resolve("bin").toString();
        return home.<Explained>map(directory -> Said.of("looked.home", directory.toString(), brought))
                .orElseGet(() -> Said.of("looked", brought));
    }
}
