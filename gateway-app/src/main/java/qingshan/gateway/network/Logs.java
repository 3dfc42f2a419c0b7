package qingshan.gateway.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Home;

/**
 * What a network's processes say.
 *
 * @param directory in which each has a file of its own, and one more with what is older
 */
public record Logs(Path directory) {
    /** Of one file: what is older goes to a second one, and what is older than that goes. */
    private static final long BYTES_MAX = 64L << 20;
    /** Names another bound. */
    private static final String SETTING = "QINGSHAN_LOG_BYTES";

    private static final Logger LOG = LoggerFactory.getLogger(Logs.class);
    private static final String ENDING = ".log";
    private static final String OLDER = ".1";
    private static final String UNFINISHED = ".2";

    /**
     * How large a file may become.
     *
     * @throws NetworkException if the environment says something else than a whole number above zero
     */
    static long bytesMax(Map<String, String> environment) {
        String said = environment.getOrDefault(SETTING, Long.toString(BYTES_MAX));
        try {
            long bytes = Long.parseLong(said);
            if (bytes > 0) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            throw NetworkException.of("log.bytes", e, SETTING, said);
        }
        throw NetworkException.of("log.bytes", null, SETTING, said);
    }

    /** The files, by the processes' names. */
    public SortedMap<String, Path> files() {
        SortedMap<String, Path> logs = new TreeMap<>();
        try (Stream<Path> files = Files.exists(directory) ? Files.list(directory) : Stream.empty()) {
            files.filter(file -> file.toString().endsWith(ENDING)).forEach(file -> {
                String name = String.valueOf(file.getFileName());
                logs.put(name.substring(0, name.length() - ENDING.length()), file);
            });
        } catch (IOException e) {
            throw unread(directory, e);
        }
        return logs;
    }

    /** Begins anew every file that is larger. Their processes, which have them open to append, go on writing there. */
    void bound(long bytesMax) {
        files().values().forEach(log -> {
            try {
                if (Files.size(log) > bytesMax) {
                    rotate(log, bytesMax);
                }
            } catch (IOException e) {
                LOG.warn("the log {} is not kept within its bound: {}", log, e.toString());
            }
        });
    }

    /** What is said between the copy and the cut, a moment, is lost. A disk that takes no copy keeps the newer one, up to twice the bound. */
    private static void rotate(Path log, long bytesMax) throws IOException {
        Path older = beside(log, OLDER);
        Path half = beside(log, UNFINISHED);
        try (FileChannel from = FileChannel.open(log, StandardOpenOption.WRITE)) {
            try {
                Files.copy(log, half, StandardCopyOption.REPLACE_EXISTING);
                Files.move(half, older, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                Home.delete(older);
                if (from.size() <= 2 * bytesMax) {
                    throw e;
                }
            }
            from.truncate(0);
        }
    }

    private static Path beside(Path log, String ending) {
        return log.resolveSibling(log.getFileName() + ending);
    }

    /**
     * The newest lines of one.
     *
     * @param lines at most so many, 1 or more
     * @throws NetworkException if the file cannot be read
     */
    public static List<String> tail(Path log, int lines) {
        ArrayDeque<String> tail = new ArrayDeque<>();
        Path older = beside(log, OLDER);
        if (Files.exists(older)) {
            read(older, lines, tail);
        }
        read(log, lines, tail);
        return List.copyOf(tail);
    }

    private static void read(Path log, int lines, ArrayDeque<String> tail) {
        // a process that was killed may have left half a character: what is no text is shown as such
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                tail.add(line);
                if (tail.size() > lines) {
                    tail.remove();
                }
            }
        } catch (IOException e) {
            throw unread(log, e);
        }
    }

    private static NetworkException unread(Path path, IOException e) {
        return NetworkException.of("file.unread", e, path, Trouble.of(e));
    }
}
