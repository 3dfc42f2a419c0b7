package qingshan.gateway.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.operator.OperatorToken;
import qingshan.gateway.operator.RunningFile;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.gateway.web.Gateway;
import qingshan.gateway.web.GatewaySettings;

/**
 * The shopper's page under load by wrk, codes drawn at random and all counted, beside nginx that serves the bytes of one of
 * these pages, one after the other on the same machine.
 */
final class ScanBenchmark implements Benchmark {
    private static final Path WRK = Path.of("/usr/bin/wrk");
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final int PACKS = 300_000;
    private static final int PACKS_QUICK = 3_000;
    private static final int CONNECTIONS = 64;
    /** More than there are packing runs. */
    private static final int PAGES = 400;

    private static final int WARM_UP_S = 15;
    private static final int MEASURED_S = 15;
    private static final double OF_NGINX = 0.5;
    private static final double P99_MS = 50;
    private static final double PAGE_KIB = 60;
    private static final double MIB = 1024 * 1024;
    private static final String AGENT = "Mozilla/5.0 (Linux; Android 14) Mobile";
    private static final Pattern LINKED = Pattern.compile("<link[^>]*href=\"(/[^\"]+)\"");

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public void run(Ground ground, Consumer<Figure> figures) throws IOException, InterruptedException {
        if (!Files.isExecutable(WRK) || !Files.isExecutable(NGINX)) {
            figures.accept(Figure.of(0, Figure.Unit.CALLS, "scan.absent", WRK, NGINX));
            return;
        }
        Path home = ground.directory().resolve("scan-home");
        Path season = ground.directory().resolve("scan-season");
        SeasonGenerator.write(season, SeasonPlan.SMALL);
        Child.run(ground, home, List.of("import", season.toString()));
        try (Keeper keeper = Keeper.open(Home.at(home), Map.of());
                Gateway gateway = Gateway.start(
                        keeper,
                        new GatewaySettings(GatewaySettings.LOOPBACK, 0, null),
                        new OperatorToken(RunningFile.newToken(), new CountDownLatch(1)))) {
            Path paths = ground.directory().resolve("paths");
            Files.write(paths, ScanPacks.make(keeper, ground.quick() ? PACKS_QUICK : PACKS));
            measure(ground, figures, gateway.url(), paths);
        }
    }

    private static void measure(Ground ground, Consumer<Figure> figures, URI url, Path paths)
            throws IOException, InterruptedException {
        Path script = ground.directory().resolve("scan.lua");
        Files.writeString(script, script(paths));
        int measured = ground.quick() ? 2 : MEASURED_S;
        List<String> all = Files.readAllLines(paths);
        for (int i = 0; i < all.size(); i += Math.ceilDiv(all.size(), PAGES)) {
            get(url.resolve(all.get(i))); // some of each run: its story is told
        }
        Wrk.run(WRK, url, script, CONNECTIONS, ground.quick() ? 2 : WARM_UP_S);
        Wrk ours = Wrk.run(WRK, url, script, CONNECTIONS, measured);
        byte[] page = get(url.resolve(all.getFirst()));
        Wrk theirs;
        try (Nginx nginx = Nginx.serve(NGINX, ground.directory().resolve("nginx"), page)) {
            Wrk.run(WRK, nginx.url(), script, CONNECTIONS, 2);
            theirs = Wrk.run(WRK, nginx.url(), script, CONNECTIONS, measured);
        }
        figures.accept(ours.figure("scan.page", CONNECTIONS));
        figures.accept(theirs.figure("scan.nginx", page.length));
        figures.accept(Figure.of(ours.perSecond() / theirs.perSecond(), Figure.Unit.TIMES, "scan.ratio")
                .atLeast(OF_NGINX));
        figures.accept(Figure.of(ours.p99ms(), Figure.Unit.MS, "scan.p99").atMost(P99_MS));
        long bytes = page.length;
        List<String> linked = LINKED.matcher(text(page))
                .results()
                .map(found -> found.group(1))
                .toList();
        for (String each : linked) {
            bytes += get(url.resolve(each)).length;
        }
        figures.accept(Figure.of(bytes / MIB, Figure.Unit.MIB, "scan.bytes").atMost(PAGE_KIB / 1024));
        figures.accept(Figure.of(1.0 + linked.size(), Figure.Unit.CALLS, "scan.requests")
                .atMost(4));
    }

    /** Each request asks for another pack, from an address that was drawn, as a relay on this machine would name it. */
    private static String script(Path paths) {
        return """
                local seed = 0
                function setup(thread) seed = seed + 1; thread:set("seed", seed) end
                function init(args)
                  paths = {}
                  for line in io.lines("%s") do paths[#paths + 1] = line end
                  math.randomseed(seed)
                end
                function request()
                  return wrk.format("GET", paths[math.random(#paths)], {
                    ["Accept-Encoding"] = "gzip", ["User-Agent"] = "%s",
                    ["X-Forwarded-For"] = "10." .. math.random(255) .. "." .. math.random(255) .. "." .. math.random(255)
                  })
                end
                """.formatted(paths, AGENT);
    }

    private static byte[] get(URI address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Accept-Encoding", "gzip")
                    .header("User-Agent", AGENT)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        }
    }

    private static String text(byte[] gzip) throws IOException {
        try (var in = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
