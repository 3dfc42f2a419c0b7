package qingshan.gateway.network.install;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a download, and beside it a note of which file it is a part of: the address, and the validator by which
 * the server tells whether its file is still the same. Of a file that is whole the note says the address alone.
 *
 * @param file what has come
 * @param note two lines
 */
record Part(Path file, Path note) {

    static Part of(Path target) {
        return new Part(
                target.resolveSibling(target.getFileName() + ".part"),
                target.resolveSibling(target.getFileName() + ".part.of"));
    }

    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** By which the rest can be asked for; empty if what is there is not known to be of this address's file. */
    Optional<String> validator(URI from) throws IOException {
        if (!Files.exists(file) || !Files.exists(note)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(note);
        return lines.size() == 2 && lines.getFirst().equals(from.toString())
                ? Optional.of(lines.getLast())
                : Optional.empty();
    }

    /**
     * Makes ready for what comes.
     *
     * @param have how much of what is there stays: all, or 0
     * @param tag the server's ETag; a weak one says nothing about bytes
     * @param modified the server's Last-Modified, which serves where there is no ETag
     */
    void begin(long have, URI from, @Nullable String tag, @Nullable String modified) throws IOException {
        if (have > 0) {
            return; // the server said by the validator that it is the same file
        }
        FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                .close();
        String validator = tag == null ? modified : tag;
        if (validator == null || validator.startsWith("W/")) {
            forget();
        } else {
            Files.write(note, List.of(from.toString(), validator));
        }
    }

    /** Notes of the whole file where it came from. */
    void came(URI from) throws IOException {
        Files.write(note, List.of(from.toString()));
    }

    /** Whether the whole file is known to have come from there. */
    boolean cameFrom(URI address) throws IOException {
        return Files.exists(note) && Files.readAllLines(note).stream().limit(1).anyMatch(address.toString()::equals);
    }

    /** Takes the note away. */
    void forget() throws IOException {
        Files.deleteIfExists(note);
    }

    void delete() throws IOException {
        forget();
        Files.deleteIfExists(file);
    }
}
