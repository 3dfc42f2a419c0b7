package qingshan.gateway.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import qingshan.gateway.home.Home;

/** Stops all processes of a home's PostgreSQL where they stand: they neither answer nor go away until this is closed. */
public final class Hang implements AutoCloseable {
    private final List<ProcessHandle> stopped;

    private Hang(List<ProcessHandle> stopped) {
        this.stopped = stopped;
    }

    /** Stops them. */
    public static Hang of(Home home) {
        List<ProcessHandle> processes = new Machine(home.path(), Path.of(".")).postgres();
        signal("-STOP", processes);
        return new Hang(processes);
    }

    @Override
    public void close() {
        signal("-CONT", stopped);
    }

    private static void signal(String signal, List<ProcessHandle> processes) {
        List<String> kill = Stream.concat(
                        Stream.of("kill", signal), processes.stream().map(process -> Long.toString(process.pid())))
                .toList();
        try {
            new ProcessBuilder(kill).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
