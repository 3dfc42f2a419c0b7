package qingshan.model.plain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where random commands are thought up: the dice, the world as the model knows it, the time, and small helpers. */
final class Scene {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final long COUNTER_MAX = 999_999_999_999L;

    /** Keys are made once; a seed deals them out. */
    static final List<Crypto.Key> KEYS = Stream.concat(
                    Stream.iterate(1, i -> i <= 16, i -> i + 1).map(i -> Crypto.Key.es256(new Random(i))),
                    Stream.iterate(1, i -> i <= 16, i -> i + 1).map(i -> Crypto.Key.sm2(new Random(-i))))
            .toList();

    private static final Map<String, Crypto.Key> BY_POINT = new TreeMap<>();

    static {
        KEYS.forEach(key -> BY_POINT.put(key.point(), key));
    }

    final Random random;
    final World w;
    final Cast cast;

    long now;

    Scene(Cast cast, World w) {
        this.random = new Random(cast.seed);
        this.w = w;
        this.cast = cast;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int dice(int sides) {
        return random.nextInt(sides);
    }

    /** From 1 to max. */
    long upTo(long max) {
        return 1 + random.nextLong(max);
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    <T> @Nullable T pickOr(List<T> list) {
        return list.isEmpty() ? null : pick(list);
    }

    String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Some id of nothing. */
    String nowhere() {
        return cast.id("nowhere " + random.nextInt());
    }

    /** Mostly the card that stands in a card's place by now, sometimes a lost one. */
    String today(String card) {
        World.Card known = w.cards.get(card);
        World.Lost lost = known == null ? null : known.lost();
        return lost == null || chance(8) ? card : today(lost.replacedBy());
    }

    String card(String holder) {
        return today(cast.card(holder));
    }

    /** A card of each holder. */
    List<String> cards() {
        return cast.holders.stream().map(this::card).toList();
    }

    String account(String card) {
        World.Card known = w.cards.get(card);
        return known == null ? card : known.account();
    }

    /** The names of records of a kind. */
    List<String> records(String kind) {
        return w.records.rows.entrySet().stream()
                .filter(e -> e.getValue().kind().equals(kind))
                .map(e -> e.getKey())
                .toList();
    }

    static String time(long ms) {
        return TIME.format(Instant.ofEpochMilli(ms));
    }

    static String day(long ms) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(ms), ZoneOffset.ofHours(8))
                .toString();
    }

    /** When something happened that this submitter brings in now. */
    long when(Who who) {
        if (who.adopts() && chance(30)) {
            return now - random.nextLong(3L * 24 * 3_600_000);
        } else if (chance(2)) {
            long off = chance(50) ? 600_001 : 900_000 + random.nextLong(9_000_000);
            return chance(50) ? now - off : now + off;
        } else if (chance(2)) {
            return now + 600_000;
        } else if (who.adopts() && chance(3)) {
            return edgeOfSeason();
        }
        return chance(80) ? now : now - random.nextLong(600_000);
    }

    private long edgeOfSeason() {
        List<World.Edition> editions = w.policies.get(cast.season);
        if (editions == null) {
            return now;
        }
        Doc document = editions.getFirst().document();
        boolean first = chance(50);
        LocalDate day = LocalDate.parse(document.text(first ? "from" : "to"));
        long midnight = (first ? day : day.plusDays(1))
                .atStartOfDay(ZoneOffset.ofHours(8))
                .toInstant()
                .toEpochMilli();
        return midnight - dice(2);
    }

    Doc command(@Nullable String id, long when) {
        return Doc.of().with("id", id).with("occurredAt", time(when));
    }

    /** Who stands behind a record, and the keys to sign with. */
    record Backing(Doc witnesses, List<Crypto.Key> keys) {
        List<String> sign(String kind, Doc said) {
            String form = Crypto.form(kind, said);
            return keys.stream().map(key -> key.sign(form)).toList();
        }

        boolean signed() {
            return !keys.isEmpty();
        }
    }

    /** Lets the cards sign, where they can and the dice or the holder say so; else the market attests. */
    Backing back(List<String> cards) {
        boolean must = cards.stream().anyMatch(card -> {
            World.Card known = w.cards.get(card);
            return known != null && known.signedOnly();
        });
        boolean can = cards.stream().allMatch(card -> liveKey(card) > 0);
        return can && (must ? chance(90) : chance(45)) ? signed(cards) : attested();
    }

    Backing attested() {
        World.Market market = w.markets.get(cast.market);
        String scale = market == null || market.scales().isEmpty() || chance(10) ? null : pick(market.scales());
        Doc witnesses =
                Doc.of().with("market", cast.market).with("scale", scale).with("signers", List.of());
        return new Backing(witnesses, List.of());
    }

    Backing signed(List<String> cards) {
        List<Doc> signers = new ArrayList<>();
        List<Crypto.Key> keys = new ArrayList<>();
        for (String card : cards) {
            int no = liveKey(card);
            signers.add(counter(card, no));
            keys.add(key(card, no));
        }
        return new Backing(Doc.of().with("signers", signers), keys);
    }

    /** The number of a key of the card that is not revoked, or 0. */
    int liveKey(String card) {
        World.Card known = w.cards.get(card);
        List<Integer> live = new ArrayList<>();
        for (int i = 0; known != null && i < known.keys().size(); i++) {
            if (!known.keys().get(i).revoked()) {
                live.add(i + 1);
            }
        }
        return live.isEmpty() ? 0 : pick(live);
    }

    Crypto.Key key(String card, int no) {
        World.Card known = w.cards.get(card);
        Crypto.Key key =
                known == null ? null : BY_POINT.get(known.keys().get(no - 1).point());
        return key == null ? KEYS.getFirst() : key;
    }

    Doc counter(String card, int no) {
        return Doc.of().with("card", card).with("key", no).with("n", nextCount(card, no));
    }

    private long nextCount(String card, int no) {
        String prefix = World.key(card, no, "");
        String last = w.counters.rows.floorKey(prefix + "9999999999999");
        boolean none = last == null || !last.startsWith(prefix);
        if (none) {
            int where = dice(20);
            return where == 0 ? COUNTER_MAX - dice(80) : where < 5 ? upTo(1000) : 1;
        }
        long highest = Long.parseLong(last.substring(prefix.length()));
        int where = dice(20);
        if (where == 0) {
            return Math.max(1, highest - dice(3));
        } else if (where == 1) {
            return Math.max(1, highest - 62 - dice(4));
        } else if (where < 6 || highest > COUNTER_MAX - 100) {
            return Math.max(1, highest - upTo(63));
        }
        return where < 9 ? highest + upTo(80) : highest + 1;
    }

    /** Cards that hold something, as shelves. */
    List<String> stocked(String product) {
        return w.shelves.rows.keySet().stream()
                .filter(shelf -> shelf.split("\t", -1)[2].equals(product))
                .toList();
    }

    long held(String shelf) {
        return Shelves.of(w, shelf).stream().mapToLong(World.Part::grams).sum();
    }

    /** Mostly a part of it, sometimes all, sometimes a gram too much. */
    long some(long of) {
        int how = dice(20);
        return how == 0 ? of + 1 : how < 4 || of < 2 ? Math.max(1, of) : upTo(of);
    }

    boolean hasKind(String card, String list) {
        World.Card known = w.cards.get(card);
        List<World.Edition> editions = w.policies.get(cast.season);
        return known != null
                && editions != null
                && editions.getLast().document().texts(list).contains(known.kind());
    }

    Sent send(Who who, String type, Doc body) {
        return Sent.of(who, type, body, now);
    }
}
