package qingshan.gateway.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import qingshan.gateway.Trouble;

/**
 * What PostgreSQL says of itself in {@code postmaster.pid}.
 *
 * @param pid of the server process
 * @param port 0 while it has not said
 * @param status {@link #READY} once it takes connections
 */
record PostmasterFile(long pid, int port, String status) {

    static final String READY = "ready";
    static final String STOPPING = "stopping";

    /** Larger than any process id of Linux or macOS, so no process ever has it. */
    private static final String NOBODYS_PID = "99999999";

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Reads it; empty if there is none or it is only half written. */
    static Optional<PostmasterFile> read(Path data) {
        try {
            List<String> lines = Files.readAllLines(file(data));
            if (lines.isEmpty() || lines.getFirst().isBlank()) {
                return Optional.empty();
            }
            long pid = Long.parseLong(lines.getFirst().strip());
            int port = lines.size() > PORT_LINE
                    ? Integer.parseInt(lines.get(PORT_LINE).strip())
                    : 0;
            String status = lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "";
            return Optional.of(new PostmasterFile(pid, port, status));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            throw HomeException.of("use", e, file(data), Trouble.of(e));
        }
    }

    /** Whether the process is alive and is the server of this very directory, and not one that got the same number since. */
    boolean alive(Path data) {
        Optional<ProcessHandle.Info> info =
                ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(ProcessHandle::info);
        if (info.isEmpty()) {
            return false;
        }
        Optional<String[]> arguments = info.get().arguments();
        return arguments.isEmpty() || Arrays.asList(arguments.get()).contains(data.toString());
    }

    /**
     * After a crash and a reboot the number may belong to another program, and PostgreSQL would then refuse to start. The
     * file must not be deleted: from it PostgreSQL finds children that outlived their server. So only the number goes.
     */
    void disown(Path data) {
        if (ProcessHandle.of(pid).isEmpty()) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(file(data));
            lines.set(0, NOBODYS_PID);
            Files.writeString(file(data), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw HomeException.of("use", e, file(data), Trouble.of(e));
        }
    }

    private static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }
}
