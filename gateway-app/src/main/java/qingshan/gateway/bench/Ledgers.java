package qingshan.gateway.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import qingshan.rules.card.Slip;

/** Ledgers that several benchmarks read; each is made by who asks first. */
final class Ledgers implements AutoCloseable {
    private static final int SENDERS = 16;
    private static final int SIGNED = 8_000;
    private static final int ROWS = 24_000;
    private static final int QUICK_PART = 50;
    private static final long GRAMS = 1_000;

    private final Path directory;
    private final boolean quick;
    private final Map<Kind, Place> made = new EnumMap<>(Kind.class);
    private boolean closed;

    Ledgers(Path directory, boolean quick) {
        this.directory = directory;
        this.quick = quick;
    }

    /** What is on a ledger; half of the slips make a lot, half move one on. */
    enum Kind {
        /** Slips signed by two holders, one a transaction. */
        SIGNED,
        /** Slips that a market attests, 200 a transaction. */
        ROWS;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Place get(Kind kind) throws InterruptedException {
        Place known = made.get(kind);
        if (known != null) {
            return known;
        }
        Place place = open(kind);
        Village village = new Village(new Sender(place.ledger()), kind.key()).found();
        switch (kind) {
            case SIGNED -> signed(village, size(SIGNED));
            case ROWS -> rows(village, size(ROWS));
        }
        return place;
    }

    /** Who closes waits until it is there: its PostgreSQL is not to outlive its files. */
    private synchronized Place open(Kind kind) {
        if (closed) {
            throw new IllegalStateException("the run was broken off");
        }
        Place place = new Place(directory.resolve("ledger-" + kind.key()));
        made.put(kind, place);
        return place;
    }

    private int size(int normal) {
        return quick ? normal / QUICK_PART : normal;
    }

    private static void signed(Village village, int count) throws InterruptedException {
        atOnce(SENDERS, number -> {
            Village.Trio people = village.trio(number);
            for (int i = 0; i < count / SENDERS; i++) {
                village.sender().send(village.signedSlip(people, i));
            }
            return people;
        });
    }

    private static void rows(Village village, int count) throws InterruptedException {
        List<Village.Trio> people = atOnce(SENDERS, village::trio);
        Rows rows = new Rows(village);
        for (int i = 0; i < count / 2; i++) {
            Village.Trio trio = people.get(i % SENDERS);
            rows.slip(Slip.Source.HARVEST, trio.grower().card(), trio.trader().card(), GRAMS);
            rows.slip(Slip.Source.HOLDING, trio.trader().card(), trio.factory().card(), GRAMS);
        }
        rows.flush();
    }

    /** Makes several things, some at a time. */
    static <T> List<T> atOnce(int count, IntFunction<T> make) throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<T>> making = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int number = i;
                making.add(pool.submit(() -> make.apply(number)));
            }
            List<T> all = new ArrayList<>(count);
            for (Future<T> one : making) {
                all.add(one.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException("what is measured could not be prepared", e.getCause());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        made.values().forEach(Place::close);
        made.clear();
    }
}
