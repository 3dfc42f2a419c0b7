package qingshan.gateway.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * On what it was measured, and how busy it was with other things: a load before the run is somebody else's.
 *
 * @param loadBefore runnable threads in the minute before
 * @param loadAfter the same at the end
 */
record Machine(
        String processor,
        int cores,
        long memoryMib,
        String system,
        String disk,
        String java,
        String postgres,
        String began,
        String loadBefore,
        String loadAfter) {

    static Machine of(Ground ground) throws IOException, SQLException {
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Files.getFileStore(ground.directory()).type(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                postgres(ground),
                LocalDateTime.now(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString()
                        .replace('T', ' '),
                load(),
                "");
    }

    /** The same at the end of the run. */
    Machine after() {
        return new Machine(processor, cores, memoryMib, system, disk, java, postgres, began, loadBefore, load());
    }

    private static String load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? "?" : String.format(Locale.ROOT, "%.1f", load);
    }

    private static String processorName() {
        return line(Path.of("/proc/cpuinfo"), "model name", System.getProperty("os.arch"));
    }

    private static long memory() {
        String kib = line(Path.of("/proc/meminfo"), "MemTotal", "0 kB")
                .replace(" kB", "")
                .strip();
        return Long.parseLong(kib) / 1024;
    }

    /** What stands behind the colon of the first line that begins so, where the system has such a file. */
    static String line(Path file, String name, String otherwise) {
        if (!Files.isReadable(file)) {
            return otherwise;
        }
        try {
            return Files.readString(file)
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }

    private static String postgres(Ground ground) throws SQLException {
        try (Connection connection = ground.place().database().source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_version")) {
            return row.next() ? row.getString(1) : "?";
        }
    }
}
