package qingshan.gateway.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import qingshan.gateway.home.Home;
import qingshan.gateway.operator.GatewayLedger;
import qingshan.gateway.operator.RunningFile;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;

/** From {@code ./qingshan up} on an existing home, PostgreSQL stopped, to the first page; and what it holds of memory then. */
final class UpBenchmark implements Benchmark {
    private static final double GOAL_SECONDS = 2.5;
    private static final int RUNS = 7;
    private static final int PAGES = 200;
    private static final int OK = 200;
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final Duration MAX = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "up";
    }

    @Override
    public void run(Ground ground, Consumer<Figure> figures) throws IOException, InterruptedException {
        Path home = ground.directory().resolve("up-home");
        Path season = ground.directory().resolve("up-season");
        SeasonGenerator.write(season, SeasonPlan.SMALL);
        Child.run(ground, home, List.of("import", season.toString()));
        List<Double> seconds = new ArrayList<>();
        List<Double> mib = new ArrayList<>();
        if (!ground.quick()) {
            once(ground, home, seconds, mib); // brings the files into memory
            seconds.clear();
            mib.clear();
        }
        for (int i = 0; i < (ground.quick() ? 1 : RUNS); i++) {
            once(ground, home, seconds, mib);
        }
        figures.accept(
                Figure.of(median(seconds), Figure.Unit.SECONDS, "up.page").atMost(GOAL_SECONDS));
        figures.accept(Figure.of(median(mib), Figure.Unit.MIB, "up.memory", PAGES));
    }

    private static void once(Ground ground, Path home, List<Double> seconds, List<Double> mib)
            throws IOException, InterruptedException {
        int port = freePort();
        Path output = Files.createTempFile(ground.directory(), "up", ".txt");
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(MAX).build()) {
            HttpRequest page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .timeout(MAX)
                    .build();
            long began = System.nanoTime();
            Process up = Child.start(home, List.of("up", "--empty", "--port", Integer.toString(port)), output);
            while (!answers(client, page)) {
                if (!up.isAlive() || System.nanoTime() - began > MAX.toNanos()) {
                    up.destroy();
                    throw new IllegalStateException("up did not come up: " + Files.readString(output));
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
            seconds.add((System.nanoTime() - began) / 1e9);
            for (int i = 0; i < PAGES; i++) {
                answers(client, page);
            }
            mib.add(Child.residentMib(up));
            RunningFile.read(Home.at(home)).ifPresentOrElse(GatewayLedger::stop, up::destroy);
            up.waitFor();
        }
    }

    private static boolean answers(HttpClient client, HttpRequest page) throws InterruptedException {
        try {
            return client.send(page, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
