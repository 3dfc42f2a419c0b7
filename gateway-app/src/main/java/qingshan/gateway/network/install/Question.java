package qingshan.gateway.network.install;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a program for what it says, without input and without this process's environment. */
final class Question {
    private static final File ROOT = new File("/");
    private static final int OUTPUT_BYTES_MAX = 256 * 1024;

    private Question() {}

    /**
     * What a program said.
     *
     * @param succeeded whether it ended with 0
     * @param output both streams, as far as it is worth reading
     */
    record Reply(boolean succeeded, String output) {}

    /**
     * Asks one.
     *
     * @throws IOException if it cannot be started
     * @throws TimeoutException if it has not ended in time; it is ended, with the processes that it started
     */
    static Reply ask(Path program, List<String> arguments, Duration max) throws IOException, TimeoutException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.directory(ROOT); // so that no program takes the settings of whatever directory this is
        builder.redirectErrorStream(true);
        Process process = builder.start();
        // Whoever inherits the stream may keep it open, so that a read could outlast the program.
        FutureTask<String> output = new FutureTask<>(() -> read(process.getInputStream()));
        Thread.ofVirtual().start(output);
        long end = System.nanoTime() + max.toNanos();
        try {
            process.getOutputStream().close();
            String said = output.get(max.toNanos(), TimeUnit.NANOSECONDS);
            if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            return new Reply(process.exitValue() == 0, said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String read(InputStream in) throws IOException {
        byte[] said = in.readNBytes(OUTPUT_BYTES_MAX);
        in.transferTo(OutputStream.nullOutputStream()); // a program whose output nobody takes would never end
        return new String(said, StandardCharsets.UTF_8);
    }
}
