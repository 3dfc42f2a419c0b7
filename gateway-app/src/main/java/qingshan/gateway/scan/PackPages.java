package qingshan.gateway.scan;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.StretchRow;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.label.DigitalLink;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.pack.Pack;
import qingshan.gateway.web.Language;
import qingshan.gateway.web.Nonce;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonObject;

/**
 * Pages of packs, told and rendered once for a run and kept until a block may have changed what they say, a consent ends, or
 * some minutes are over.
 */
@Singleton
final class PackPages {
    private static final int RUNS_MAX = 1_000;
    private static final int TOLD_AT_A_TIME_MAX = 4;
    private static final Duration TELLING_MAX = Duration.ofSeconds(10);
    /** What the organization changes in its own data, such as a name, shows after this. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    /** Transactions that add tea, and never change what stands behind packs that are there. */
    private static final Set<String> HARMLESS = Set.of(
            "card:OpenRun",
            "card:RecordLoss",
            "card:RecordSlip",
            "origin:IssueCertificate",
            "origin:RecordHarvest",
            "origin:RecordOpeningStock",
            "pack:RecordBlending",
            "pack:RecordPacking",
            "pack:RecordProcessing");

    private final Stories stories;
    private final Pages pages;
    private final Scans scans;
    private final Keeper keeper;
    private final Db db;
    /**
     * So many stories are told at a time, and each once, however many ask: one takes two connections to the database, of
     * which there are few.
     */
    private final List<ReentrantLock> telling =
            Stream.generate(ReentrantLock::new).limit(TOLD_AT_A_TIME_MAX).toList();

    private final Map<Integer, Kept> byPacking = new ConcurrentHashMap<>();
    private volatile Position checked = Position.START;

    PackPages(Stories stories, Pages pages, Scans scans, Keeper keeper, Db db) {
        this.stories = stories;
        this.pages = pages;
        this.scans = scans;
        this.keeper = keeper;
        this.db = db;
    }

    /** Which page of a run: its language, and the stretch that the pack is in; 0 for none. */
    private record Variant(Language language, long stretch) {}

    /** A run's story and its pages. */
    private record Kept(Story story, Instant until, Map<Variant, Spliced> rendered) {}

    /** The address of a run's packs, up to the serial. */
    static String path(Story story) {
        String path = new DigitalLink(story.gtin(), story.lot(), "0").path();
        return path.substring(0, path.length() - 1);
    }

    /**
     * A page that stands ready.
     *
     * @param page with places for what is the pack's own
     */
    record Ready(Story story, Spliced page) {}

    /** The page of a pack if nothing has to be asked for it; null says nothing. */
    @Nullable
    Ready quick(Pack pack, Language language, Instant now) {
        Kept kept = byPacking.get(pack.packing());
        // while the database is away nobody changes what it holds, so what was told stays true until a consent ends
        boolean away = keeper.away() != null;
        if (kept == null
                || !keeper.rows().position().equals(checked)
                || !now.isBefore(away ? kept.story.until() : kept.until)
                || !scans.knows(pack.packing())
                || !(away || scans.knowsToday())) {
            return null;
        }
        Spliced page = kept.rendered.get(variant(kept.story, pack, language));
        return page == null ? null : new Ready(kept.story, page);
    }

    /** The page of a pack, or null if the ledger does not know its serial. */
    @Nullable
    Ready page(Pack pack, Language language, Instant now) {
        Kept kept = kept(pack, now);
        if (kept == null || pack.index() > kept.story.issued()) {
            return null;
        }
        Variant variant = variant(kept.story, pack, language);
        Spliced known = kept.rendered.get(variant);
        if (known == null) {
            known = render(kept.story, pack, language);
            kept.rendered.put(variant, known);
        }
        return new Ready(kept.story, known);
    }

    /** The story of a pack's run, or null if the ledger does not know the pack's serial. */
    @Nullable
    Story story(Pack pack, Instant now) {
        Kept kept = kept(pack, now);
        return kept == null || pack.index() > kept.story.issued() ? null : kept.story;
    }

    private @Nullable Kept kept(Pack pack, Instant now) {
        ReentrantLock lock = telling.get(pack.packing() % TOLD_AT_A_TIME_MAX);
        take(lock);
        try {
            look();
            scans.read(pack.packing());
            Kept kept = byPacking.get(pack.packing());
            if (kept != null && now.isBefore(kept.until)) {
                return kept;
            }
            Story story = stories.of(pack.run());
            if (story == null) {
                return null;
            }
            Instant until = now.plus(KEPT);
            kept = new Kept(story, story.until().isBefore(until) ? story.until() : until, new ConcurrentHashMap<>());
            makeRoom();
            byPacking.put(pack.packing(), kept);
            return kept;
        } finally {
            lock.unlock();
        }
    }

    /** Who would wait for long is told to come again: where the database hangs, each before it in the line waits for it. */
    private static void take(ReentrantLock lock) {
        boolean taken = false;
        try {
            taken = lock.tryLock(TELLING_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!taken) {
            throw WebRefusal.of(HttpStatus.SERVICE_UNAVAILABLE, "LEDGER_AWAY", JsonObject.EMPTY);
        }
    }

    /** Gives up all stories when a block came that may have changed one. */
    private synchronized void look() {
        Position now = keeper.rows().position();
        if (now.equals(checked)) {
            return;
        }
        boolean changed = db
                .list(
                        "SELECT DISTINCT function FROM read.transaction WHERE block > ? AND block <= ?",
                        row -> row.getString(1),
                        checked.block(),
                        now.block())
                .stream()
                .anyMatch(function -> !HARMLESS.contains(function));
        if (changed) {
            byPacking.clear();
        }
        checked = now;
    }

    private void makeRoom() {
        if (byPacking.size() >= RUNS_MAX) {
            byPacking.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().until))
                    .map(Map.Entry::getKey)
                    .ifPresent(oldest -> {
                        byPacking.remove(oldest);
                        scans.forget(oldest);
                    });
        }
    }

    private Spliced render(Story story, Pack pack, Language language) {
        URI address = URI.create(path(story) + Spliced.mark(PackPage.SERIAL));
        Visit visit = new Visit(language, new Nonce(), address, null);
        PackPage page = new PackPage(story, story.stretch(pack.index()), visit);
        return new Spliced(new String(pages.bytes(visit, "scan/pack.jte", page), StandardCharsets.UTF_8));
    }

    private static Variant variant(Story story, Pack pack, Language language) {
        StretchRow stretch = story.stretch(pack.index());
        return new Variant(language, stretch == null ? 0 : stretch.first());
    }
}
