package qingshan.gateway.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Trouble;
import qingshan.gateway.network.install.Programs;

/** Runs one of Fabric's programs to its end; all that it says is kept in the network's {@code logs/tools.log}. */
final class Tool {
    private static final Duration RUN_MAX = Duration.ofSeconds(90);
    private static final int OUTPUT_MAX = 16 << 20;

    private final Supplier<Programs> programs;
    private final Place place;
    private @Nullable Programs found;

    /** The programs are looked for when the first of them is needed: a network is ended without them, too. */
    Tool(Supplier<Programs> programs, Place place) {
        this.programs = programs;
        this.place = place;
    }

    /**
     * Where a program is.
     *
     * @throws qingshan.gateway.network.install.InstallException if programs are missing
     */
    synchronized Path path(String program) {
        Programs known = found == null ? programs.get() : found;
        found = known;
        return known.path(program);
    }

    /**
     * Runs a program.
     *
     * @param environment for what must not be seen in a list of processes, such as a secret
     * @return what it said on standard output
     * @throws NetworkException with its last words, if it fails or does not end in time
     */
    String run(String program, Map<String, String> environment, List<String> arguments) {
        Ended ended = attempt(program, environment, arguments);
        if (ended.code != 0) {
            throw NetworkException.of("tool.failed", null, program, ended.lastWords(), log());
        }
        return ended.out;
    }

    /** Runs a program that may fail. */
    Ended attempt(String program, Map<String, String> environment, List<String> arguments) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("FABRIC_LOGGING_SPEC", "error");
        return ended(path(program), all, arguments);
    }

    /**
     * How a program ended.
     *
     * @param code its exit code
     */
    record Ended(int code, String out, String err) {
        /** The line that says why it failed. */
        String lastWords() {
            return (out + "\n" + err)
                    .lines()
                    .filter(line -> line.contains("Error") || line.contains("error") || line.contains("failed"))
                    .reduce((first, last) -> last)
                    .orElseGet(() -> (out + "\n" + err)
                            .strip()
                            .lines()
                            .reduce((a, b) -> b)
                            .orElse(""))
                    .strip();
        }
    }

    /** Nothing of it needs room on a disk: who looks at a network must see it also when its disk is full. */
    private Ended ended(Path program, Map<String, String> environment, List<String> arguments) {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(arguments);
        builder.directory(place.path().toFile());
        builder.environment().keySet().removeIf(Service::isFabrics);
        builder.environment().putAll(environment);
        builder.redirectInput(Path.of("/dev/null").toFile());
        try {
            Process process = builder.start();
            Future<String> out = said(process.getInputStream());
            Future<String> err = said(process.getErrorStream());
            if (!awaitEnd(process)) {
                throw NetworkException.of(
                        "tool.slow", null, program.getFileName(), RUN_MAX.toSeconds(), String.join(" ", arguments));
            }
            Ended ended = new Ended(process.exitValue(), out.get(), err.get());
            log(program, arguments, ended);
            return ended;
        } catch (IOException e) {
            throw NetworkException.of("tool.unstarted", e, program, Trouble.of(e));
        } catch (ExecutionException e) {
            throw new IllegalStateException("what a program said cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NetworkException.of("interrupted", e);
        }
    }

    /** Read while the program runs, since it waits when nobody does; what is too much is dropped. */
    private static Future<String> said(InputStream from) {
        FutureTask<String> reading = new FutureTask<>(() -> {
            String head = new String(from.readNBytes(OUTPUT_MAX), StandardCharsets.UTF_8);
            from.transferTo(OutputStream.nullOutputStream());
            return head;
        });
        Thread.ofPlatform().daemon().start(reading);
        return reading;
    }

    /** It does not outlive who waits for it. */
    private static boolean awaitEnd(Process process) throws InterruptedException {
        boolean ended = false;
        try {
            ended = process.waitFor(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
            return ended;
        } finally {
            if (!ended) {
                process.destroyForcibly();
            }
        }
    }

    private Path log() {
        return place.logs().resolve("tools.log");
    }

    private synchronized void log(Path program, List<String> arguments, Ended ended) {
        String said = "$ " + program.getFileName() + " " + String.join(" ", arguments) + "\n"
                + (ended.code == 0 ? "" : ended.out + ended.err + "exit code " + ended.code + "\n");
        try {
            Files.createDirectories(place.logs());
            Files.writeString(log(), said, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            System.getLogger(Tool.class.getName()).log(System.Logger.Level.DEBUG, "not logged", e);
        }
    }
}
