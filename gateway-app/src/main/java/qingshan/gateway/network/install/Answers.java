package qingshan.gateway.network.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What programs answered before, so that they need not be asked at each start: a small file in the cache, a line for each
 * with what its file was like then. Whatever is wrong with that file, the programs are asked again.
 */
final class Answers {
    private static final int BYTES_MAX = 64 * 1024;
    private static final int LINES_MAX = 100;

    private final Path file;
    /** By the program as it was, what it answered; the oldest first. */
    private final Map<String, String> answers = new LinkedHashMap<>();

    private boolean changed;

    Answers(Path file) {
        this.file = file;
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= BYTES_MAX) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    int space = line.indexOf(' ');
                    if (space > 0) {
                        answers.put(line.substring(space + 1), line.substring(0, space));
                    }
                }
            }
        } catch (IOException e) {
            answers.clear();
        }
    }

    /** What this program answered when its file was as it is now. */
    Optional<String> of(Path program) throws IOException {
        return Optional.ofNullable(answers.get(asItIs(program)));
    }

    void remember(Path program, String answer) throws IOException {
        answers.put(asItIs(program), answer);
        changed = true;
    }

    private static String asItIs(Path program) throws IOException {
        return Files.size(program) + " " + Files.getLastModifiedTime(program) + " " + program;
    }

    /** Writes it, if there is something new; that it cannot be written only costs time at the next start. */
    void keep() {
        if (!changed) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Path half = Files.createTempFile(file.getParent(), "fabric-programs-", ".new");
            String lines = answers.entrySet().stream()
                    .skip(Math.max(0, answers.size() - LINES_MAX))
                    .map(known -> known.getValue() + " " + known.getKey() + "\n")
                    .collect(Collectors.joining());
            try {
                Files.writeString(half, lines);
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(half); // a full disk leaves a half
            }
        } catch (IOException e) {
            changed = true;
        }
    }
}
