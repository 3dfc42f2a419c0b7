package qingshan.gateway.web;

import io.micronaut.context.annotation.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.Trouble;
import qingshan.gateway.keeper.Keeper;

/** Where in the home what people send lies while it is looked at. What an earlier gateway left there is removed first. */
@Context
public final class Scratch {
    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

    private final Path directory;

    /** That of a home. */
    Scratch(Keeper keeper) {
        directory = keeper.home().directory("scratch");
        try (Stream<Path> left = Files.list(directory)) {
            left.toList().forEach(Scratch::remove);
        } catch (IOException e) {
            told(e);
        }
    }

    /**
     * A directory of one request's or one import's own; closing it removes it with all that is in it.
     *
     * @param path of the directory
     */
    public record Space(Path path) implements AutoCloseable {
        @Override
        public void close() {
            remove(path);
        }
    }

    /**
     * Makes one.
     *
     * @throws IOException if the disk takes none
     */
    public Space begin() throws IOException {
        return new Space(Files.createTempDirectory(directory, "in-"));
    }

    private static void remove(Path path) {
        try (Stream<Path> inside = Files.walk(path)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            told(e);
        }
    }

    private static void told(IOException e) {
        LOG.warn("scratch files could not be removed: {}", Trouble.of(e).kind());
    }
}
