package qingshan.gateway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import qingshan.gateway.home.Home;
import qingshan.gateway.operator.GatewayLedger;
import qingshan.gateway.operator.RunningFile;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.SeasonTable;

/**
 * Runs the everyday commands one after the other in one process, so that the JVM that builds the cache of loaded classes
 * sees what they load. No command of its own: a build starts it, on a home that is thrown away.
 */
final class Rehearsal {
    private static final int TRIES = 600;
    private static final Duration ENDS_MAX = Duration.ofMinutes(1);

    private Rehearsal() {}

    /** Rehearses in a directory, which does not exist yet; the home is that of the environment. Ends with 0 if all went well. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        String season = directory.resolve("season").toString();
        String export = directory.resolve("export").toString();
        play("--help");
        play("season", season, "--farmers", "40", "--traders", "6", "--factories", "3", "--slips", "800");
        play("import", season, "--report", directory.resolve("report.json").toString());
        play("import", season); // brings nothing new and only reports
        play(
                "trace",
                SeasonFiles.open(Path.of(season)).file(SeasonTable.PACKING).firstNumber());
        play("export", export);
        play("audit", export);
        serve();
        System.exit(0);
    }

    /** A gateway that comes up, is looked at, and goes. */
    private static void serve() {
        Thread up = Thread.ofPlatform().start(() -> play("up", "--port", "0", "--demo-users"));
        Home home = Home.open(System.getenv());
        Optional<RunningFile> running = Optional.empty();
        for (int left = TRIES; left > 0 && running.isEmpty() && up.isAlive(); left--) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            running = RunningFile.read(home).filter(GatewayLedger::answers);
        }
        running.ifPresent(gateway -> {
            for (String page : List.of("/", "/?lang=en", "/sign-in", "/nothing", "/01/06901234567892/10/A/21/A")) {
                look(gateway, page);
            }
            GatewayLedger.stop(gateway);
        });
        try {
            if (!up.join(ENDS_MAX)) {
                Runtime.getRuntime().halt(1); // a build does not wait for what only saves time
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void look(RunningFile gateway, String page) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(gateway.url().resolve(page)).build();
            client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void play(String... arguments) {
        int exit = Main.commandLine(Lang.of(List.of(), System.getProperty(Lang.PROPERTY), Locale.getDefault()))
                .execute(arguments);
        if (exit != 0) {
            System.exit(exit);
        }
    }
}
