package qingshan.gateway.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import qingshan.gateway.Trouble;

/**
 * Runs PostgreSQL's programs. They refuse to run as root, so for root they run in a user namespace of their own, in which
 * their user is nobody while the files stay root's. Where namespaces are forbidden, as in most containers, they run as
 * nobody, who is given the data and may look past the permissions of the directories above it.
 */
final class Program {

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;
    /** Where nobody, too, finds the programs. */
    private static final Path FOR_EVERYBODY = Path.of("/var/cache");

    private static final List<String> IN_NAMESPACE = List.of("unshare", "-U");
    private static final List<String> AS_NOBODY = List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");

    private final Path binaries;
    private final List<String> prefix;
    private final int owner;

    private Program(Path binaries, List<String> prefix, int owner) {
        this.binaries = binaries;
        this.prefix = prefix;
        this.owner = owner;
    }

    /** The programs as this user can run them here. */
    static Program find(Map<String, String> environment) {
        String named = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path cache = named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Program(Binaries.unpacked(cache), List.of(), ROOT);
        }
        if (works(IN_NAMESPACE)) {
            return new Program(Binaries.unpacked(cache), IN_NAMESPACE, ROOT);
        }
        if (works(AS_NOBODY)) {
            return new Program(Binaries.unpacked(FOR_EVERYBODY), AS_NOBODY, NOBODY);
        }
        throw HomeException.of("root", null);
    }

    private static boolean works(List<String> prefix) {
        List<String> probe = new ArrayList<>(prefix);
        probe.add("true");
        return succeeds(probe.toArray(String[]::new));
    }

    /** Gives a directory to the user as whom the programs run, unless it is that one's already. */
    void own(Path directory) {
        try {
            boolean alien = !prefix.isEmpty()
                    && !Files.getAttribute(directory, "unix:uid").equals(owner);
            if (alien && !succeeds("chown", "-R", owner + ":" + owner, directory.toString())) {
                throw HomeException.of("own", null, directory, owner);
            }
        } catch (IOException e) {
            throw HomeException.of("use", e, directory, Trouble.of(e));
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
            throw HomeException.of("program", e, program, Trouble.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HomeException.of("interrupted", e);
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
