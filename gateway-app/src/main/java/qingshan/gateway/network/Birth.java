package qingshan.gateway.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What tells a process from another that has its number at another time. Where the operating system counts from its own start,
 * no clock has a part in it: one that is set forward or back hides no process.
 */
final class Birth {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    /** Of the fields of {@code /proc/PID/stat} after the program's name, which may hold anything: the 22nd of all. */
    private static final int STARTED = 22 - 3;

    private Birth() {}

    /** That of a process; empty if it is gone. */
    static String of(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        if (Files.exists(BOOT)) {
            try {
                return of(Files.readString(BOOT).strip(), Files.readString(stat));
            } catch (IOException e) {
                return "";
            }
        }
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    /**
     * That of a process on Linux.
     *
     * @param boot by which the system's present run is known
     * @param stat what the system says of the process
     */
    static String of(String boot, String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return boot + " " + fields[STARTED];
    }
}
