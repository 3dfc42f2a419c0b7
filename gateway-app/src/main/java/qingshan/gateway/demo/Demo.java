package qingshan.gateway.demo;

import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.gateway.season.load.Actors;
import qingshan.gateway.season.load.ImportListener;
import qingshan.gateway.season.load.SeasonImport;
import qingshan.gateway.web.Show;

/**
 * Fills an empty ledger for looking at it: a small season, and what a season's files lack. The organization's own
 * tables say that it was begun, and what it made when it is done; so one that was stopped goes on, one that is
 * restored is one still, and no other ledger is touched.
 */
@Singleton
public final class Demo {
    private static final Duration ROWS_MAX = Duration.ofMinutes(1);

    private final Keeper keeper;
    private final Db db;
    private final DemoPacks packs;
    private final DemoPages pages;
    private final DemoMarket market;

    Demo(Keeper keeper, Db db, DemoPacks packs, DemoPages pages, DemoMarket market) {
        this.keeper = keeper;
        this.db = db;
        this.packs = packs;
        this.pages = pages;
        this.market = market;
    }

    /** Whether there is something to do: the ledger is empty, or a demonstration was begun and not finished. */
    public boolean isDue() {
        return isBegun() ? !isMade() : isEmpty();
    }

    /** Whether nobody has submitted a command yet; a channel on Fabric has blocks of its own before. */
    private boolean isEmpty() {
        Position height = keeper.height();
        return height.compareTo(new Position(0)) <= 0
                || (keeper.rows().await(height, ROWS_MAX)
                        && db.one("SELECT 1 FROM read.transaction WHERE function LIKE '%:%' LIMIT 1", row -> true)
                                .isEmpty());
    }

    private boolean isBegun() {
        return db.one("SELECT 1 FROM own.demo", row -> true).isPresent();
    }

    private boolean isMade() {
        return db.one("SELECT 1 FROM own.demo WHERE made", row -> true).isPresent();
    }

    /** What there is to see now, in order; nothing on a ledger that is no demonstration. */
    public List<DemoPage> pages() {
        return isMade() ? pages.now() : List.of();
    }

    /**
     * Opens the market of a demonstration today, as often as it is started.
     *
     * @return numbers of cards to try at the counter, the buyer's last; empty on a ledger that is no demonstration, or where
     *     another season is under way
     */
    public List<String> market() {
        return !isMade() ? List.of() : market.open(LocalDate.now(Show.ZONE));
    }

    /**
     * Makes it.
     *
     * @param listener is told how far the season is
     */
    public void run(ImportListener listener) {
        db.update("INSERT INTO own.demo DEFAULT VALUES ON CONFLICT DO NOTHING");
        Home home = keeper.home();
        Path season = home.path().resolve("demo-season");
        if (!Files.exists(season)) {
            SeasonGenerator.writeWhole(season, home.path().resolve("demo-season.new"), SeasonPlan.SMALL);
        }
        Enroller enroller = keeper.enroller();
        Actor importer = enroller.enroll("TradeMSP", "importer", Map.of("importer", "true"));
        Actor registrar = enroller.enroll("RegistryMSP", "registrar", Map.of("role", "registrar"));
        new SeasonImport(
                        keeper.database().source(),
                        keeper,
                        new Actors(importer, registrar),
                        InstantSource.system(),
                        listener)
                .run(SeasonFiles.open(season));
        keeper.rows().await(keeper.height(), ROWS_MAX);
        packs.make(db);
        db.update("UPDATE own.demo SET made = true");
    }
}
