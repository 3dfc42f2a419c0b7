package qingshan.gateway.network;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import qingshan.gateway.home.Home;

/** What a command left half made when it was broken off: the next one removes it. */
final class Leftovers {
    /** As {@link Home#writeSecret} calls what it has not finished. */
    private static final Pattern UNFINISHED = Pattern.compile(".+[0-9]{6,}\\.new");
    /** A supervisor or a gateway may write at any time, and takes moments. */
    private static final Duration WRITING_MAX = Duration.ofMinutes(1);

    private Leftovers() {}

    /** Removes those of a network. No other command may be at work on it. */
    static void remove(Place place) {
        try {
            Home.delete(place.channel().resolve(ChannelFile.UNFINISHED));
            delete(place.path().resolve("code"), Code.UNFINISHED + "*");
            delete(place.path().resolveSibling(""), place.restoring("*"));
            Files.walkFileTree(place.path(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return directory.endsWith(Place.DATA) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (UNFINISHED.matcher(String.valueOf(file.getFileName())).matches() && isOld(file)) {
                        Files.deleteIfExists(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // it was finished meanwhile
                }
            });
        } catch (IOException e) {
            System.getLogger(Leftovers.class.getName())
                    .log(System.Logger.Level.DEBUG, "what is left over stays for the next", e);
        }
    }

    /** Removes those of a directory whose names begin so and which nobody can be making any more. */
    static void removeOld(Path directory, String prefix) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, prefix + "*")) {
            for (Path one : left) {
                if (isOld(one)) {
                    Home.delete(one);
                }
            }
        }
    }

    private static void delete(Path directory, String names) throws IOException {
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, names)) {
                for (Path one : left) {
                    Home.delete(one);
                }
            }
        }
    }

    /** Also if it is gone meanwhile. */
    private static boolean isOld(Path path) {
        return Instant.ofEpochMilli(path.toFile().lastModified())
                .isBefore(Instant.now().minus(WRITING_MAX));
    }
}
