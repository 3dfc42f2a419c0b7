package qingshan.gateway.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs PostgreSQL's programs. They refuse to run as root, so for root they run in a user namespace of their own, in which
 * their user is nobody while the files stay root's; where namespaces are forbidden, as nobody with the files handed over.
 */
final class Program {

    private static final String NOBODY = "65534";

    private final Path binaries;
    private final List<String> prefix;
    private final boolean filesToNobody;

    private Program(Path binaries, List<String> prefix, boolean filesToNobody) {
        this.binaries = binaries;
        this.prefix = prefix;
        this.filesToNobody = filesToNobody;
    }

    static Program of(Path binaries) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Program(binaries, List.of(), false);
        }
        if (succeeds("unshare", "-U", "true")) {
            return new Program(binaries, List.of("unshare", "-U"), false);
        }
        String reach = "+dac_override";
        List<String> asNobody = List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "--inh-caps=" + reach,
                "--ambient-caps=" + reach);
        List<String> probe = new ArrayList<>(asNobody);
        probe.add("true");
        if (succeeds(probe.toArray(String[]::new))) {
            return new Program(binaries, asNobody, true);
        }
        throw new HomeException("PostgreSQL does not run as root, and neither unshare nor setpriv works here;"
                + " run as another user, or set QINGSHAN_DATABASE_URL to a server of your own");
    }

    /** Gives a directory to the user as whom the programs run. */
    void own(Path directory) {
        if (!prefix.isEmpty()) {
            String owner = filesToNobody ? NOBODY : "0";
            if (!succeeds("chown", "-R", owner + ":" + owner, directory.toString())) {
                throw new HomeException("cannot change the owner of " + directory);
            }
        }
    }

    /** Runs a program to its end, its output appended to a log. */
    int run(Path log, String program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // A server must not depend on the locale or time zone of whoever happened to start it.
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return finish(builder, program);
    }

    private static boolean succeeds(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            return builder.start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int finish(ProcessBuilder builder, String program) {
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new HomeException("cannot run PostgreSQL's " + program + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HomeException("interrupted while running PostgreSQL's " + program, e);
        }
    }

    /** The end of a log from a position on. */
    static String logFrom(Path log, long position) {
        try {
            if (!Files.exists(log)) {
                return "";
            }
            byte[] all = Files.readAllBytes(log);
            int from = (int) Math.min(position, all.length);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
