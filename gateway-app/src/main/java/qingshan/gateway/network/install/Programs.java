package qingshan.gateway.network.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The programs of Fabric and Fabric CA that a network runs on, each of a version that is accepted.
 *
 * @param found all of them: peer, orderer, osnadmin, configtxgen, configtxlator, fabric-ca-server, fabric-ca-client
 */
public record Programs(List<Found> found) {
    public Programs {
        found = List.copyOf(found);
    }

    /**
     * A program that can be used.
     *
     * @param name of its file
     * @param path absolute
     * @param version as it says it; empty if it names none and was accepted by what it can do
     */
    public record Found(String name, Path path, String version) {}

    /**
     * What was found of one program: it, or why it cannot be used, or neither.
     *
     * @param path where it is, if anywhere
     */
    record Finding(
            Program program,
            Release release,
            Optional<Path> path,
            Optional<Found> found,
            Optional<InstallException> why) {}

    /**
     * Finds them: in {@code $FABRIC_HOME} and its {@code bin}, in the user's cache, on the PATH. The first place that has a
     * program decides. What was found before and has not changed is not asked again.
     *
     * @param environment {@code FABRIC_HOME}, {@code XDG_CACHE_HOME} and {@code PATH} of it count
     * @throws InstallException if one is not there, is of a wrong version, or does not answer
     */
    public static Programs find(Map<String, String> environment) {
        return of(Places.of(environment), search(Places.of(environment), Limits.USUAL));
    }

    static Programs of(Places places, List<Finding> findings) {
        findings.stream().flatMap(finding -> finding.why().stream()).findFirst().ifPresent(why -> {
            throw why;
        });
        String lacking = findings.stream()
                .filter(finding -> finding.found().isEmpty())
                .map(finding -> finding.program().file())
                .collect(Collectors.joining(", "));
        if (!lacking.isEmpty()) {
            throw InstallException.of("programs.none", null, lacking, places.looked());
        }
        return new Programs(
                findings.stream().map(finding -> finding.found().orElseThrow()).toList());
    }

    static List<Finding> search(Places places, Limits limits) {
        Answers answers = new Answers(places.cache().resolve("fabric-programs.txt"));
        List<Finding> findings = new ArrayList<>();
        for (Release release : Release.pinned()) {
            Judge judge = new Judge(release, limits.answerMax(), answers);
            for (Program program : release.programs()) {
                findings.add(look(places, judge, release, program));
            }
        }
        answers.keep();
        return findings;
    }

    private static Finding look(Places places, Judge judge, Release release, Program program) {
        Optional<Path> path = places.first(program);
        try {
            Optional<Found> found = path.map(file -> judge.look(program, file, places.remedy(file)));
            return new Finding(program, release, path, found, Optional.empty());
        } catch (InstallException e) {
            return new Finding(program, release, path, Optional.empty(), Optional.of(e));
        }
    }

    /**
     * The executable of a program.
     *
     * @param name such as {@code peer}
     * @throws IllegalArgumentException if it is none of those that a network needs
     */
    public Path path(String name) {
        return found.stream()
                .filter(program -> program.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name))
                .path();
    }
}
