package qingshan.gateway.demo;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import qingshan.gateway.embedded.Identities;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.gateway.season.load.Actors;
import qingshan.gateway.season.load.ImportListener;
import qingshan.gateway.season.load.SeasonImport;
import qingshan.gateway.web.Show;
import qingshan.rules.Refusal;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;

/**
 * Fills an empty ledger for looking at it: a small season, and what a season's files lack. A file in the home says that it
 * was begun, and what there is to see when it is done; so one that was stopped goes on, and no other ledger is touched.
 */
@Singleton
public final class Demo {
    private static final String FILE = "demo.json";

    private final Keeper keeper;
    private final Db db;
    private final DemoPacks packs;
    private final DemoMarket market;

    Demo(Keeper keeper, Db db, DemoPacks packs, DemoMarket market) {
        this.keeper = keeper;
        this.db = db;
        this.packs = packs;
        this.market = market;
    }

    /** Whether there is something to do: the ledger is empty, or a demonstration was begun and not finished. */
    public boolean isDue() {
        return Files.exists(file()) ? pages().isEmpty() : keeper.height().compareTo(new Position(0)) <= 0;
    }

    /** What there is to see; nothing on a ledger that is no demonstration. */
    public List<DemoPage> pages() {
        List<DemoPage> pages = new ArrayList<>();
        try {
            if (Files.exists(file())
                    && JsonParser.object(Files.readString(file())).get("pages")
                            instanceof JsonArray(List<Json> listed)) {
                for (Json one : listed) {
                    if (one instanceof JsonObject page) {
                        pages.add(new DemoPage(String.valueOf(page.text("kind")), String.valueOf(page.text("path"))));
                    }
                }
            }
        } catch (IOException | Refusal e) {
            return List.of();
        }
        return pages;
    }

    /**
     * Opens the market of a demonstration today, as often as it is started.
     *
     * @return numbers of cards to try at the counter, the buyer's last; empty on a ledger that is no demonstration, or where
     *     another season is under way
     */
    public List<String> market() {
        return pages().isEmpty() ? List.of() : market.open(LocalDate.now(Show.ZONE));
    }

    /**
     * Makes it.
     *
     * @param listener is told how far the season is
     */
    public void run(ImportListener listener) {
        write(JsonObject.EMPTY);
        Home home = keeper.home();
        Path season = home.path().resolve("demo-season");
        if (!Files.exists(season)) {
            SeasonGenerator.writeWhole(season, home.path().resolve("demo-season.new"), SeasonPlan.SMALL);
        }
        Identities identities = keeper.identities();
        Actor importer = identities.enroll("TradeMSP", "importer", Map.of("importer", "true"));
        Actor registrar = identities.enroll("RegistryMSP", "registrar", Map.of("role", "registrar"));
        new SeasonImport(
                        keeper.database().source(),
                        keeper,
                        new Actors(importer, registrar),
                        InstantSource.system(),
                        listener)
                .run(SeasonFiles.open(season));
        keeper.rows().await(keeper.height(), Duration.ofMinutes(1));
        List<Json> pages = packs.make(db).stream()
                .map(page -> (Json) JsonObject.of("kind", page.kind()).with("path", page.path()))
                .toList();
        write(JsonObject.of("pages", new JsonArray(pages)));
    }

    private Path file() {
        return keeper.home().path().resolve(FILE);
    }

    private void write(JsonObject content) {
        try {
            Home.writeSecret(file(), CanonicalJson.write(content).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
