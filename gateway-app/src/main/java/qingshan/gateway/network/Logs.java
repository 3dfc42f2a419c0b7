package qingshan.gateway.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import qingshan.gateway.Trouble;

/**
 * What a network's processes say.
 *
 * @param directory in which each has a file of its own
 */
public record Logs(Path directory) {
    private static final String ENDING = ".log";

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

    /**
     * The newest lines of one.
     *
     * @param lines at most so many, 1 or more
     * @throws NetworkException if the file cannot be read
     */
    public static List<String> tail(Path log, int lines) {
        ArrayDeque<String> tail = new ArrayDeque<>();
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
        return List.copyOf(tail);
    }

    private static NetworkException unread(Path path, IOException e) {
        return NetworkException.of("file.unread", e, path, Trouble.of(e));
    }
}
