package qingshan.model.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that the model knows, in plain maps of values that never change; a refused command is undone. */
public final class World {
    private final List<Runnable> undo = new ArrayList<>();

    final Table<Party> parties = new Table<>();
    final Table<Card> cards = new Table<>();
    final Table<Market> markets = new Table<>();
    final Table<Plot> plots = new Table<>();
    final Table<List<Edition>> policies = new Table<>();
    final Table<Entitlement> entitlements = new Table<>();
    final Table<Grant> grants = new Table<>();
    final Table<String> claims = new Table<>();
    final Table<Certificate> certificates = new Table<>();
    final Table<Entry> records = new Table<>();
    final Table<String> counters = new Table<>();
    final Table<List<Part>> shelves = new Table<>();
    final Table<Boolean> freezes = new Table<>();
    final Table<Boolean> recalls = new Table<>();
    final Table<SortedMap<String, Long>> children = new Table<>();
    final Table<String> inspections = new Table<>();
    final Table<Product> products = new Table<>();
    final Table<Consent> consents = new Table<>();
    final Table<String> openings = new Table<>();
    final Table<Dispute> disputes = new Table<>();
    final Table<Counts> serials = new Table<>();
    final Table<Chunk> chunks = new Table<>();
    final Table<Stretch> stretches = new Table<>();
    final Table<Run> runs = new Table<>();
    final Table<Batch> batches = new Table<>();
    final Table<Done> commands = new Table<>();
    final Table<String> prices = new Table<>();

    record Party(
            String kind,
            @Nullable String village,
            String commitment,
            boolean adopted,
            String mspId,
            List<String> cards) {}

    record CardKey(String algorithm, String point, boolean revoked) {}

    record Lost(long at, String replacedBy) {}

    /** A card; all that it holds is kept under the account, the first of the cards that replaced one another. */
    record Card(
            String account,
            String party,
            String kind,
            boolean adopted,
            String mspId,
            boolean signedOnly,
            @Nullable Lost lost,
            List<CardKey> keys) {
        Card of(String other) {
            return new Card(account, party, other, adopted, mspId, signedOnly, lost, keys);
        }

        Card with(boolean only) {
            return new Card(account, party, kind, adopted, mspId, only, lost, keys);
        }

        Card with(List<CardKey> others) {
            return new Card(account, party, kind, adopted, mspId, signedOnly, lost, List.copyOf(others));
        }

        Card with(Lost loss) {
            return new Card(account, party, kind, adopted, mspId, signedOnly, loss, keys);
        }
    }

    record Market(String name, String mspId, List<String> scales, List<String> retired) {}

    record Plot(
            String party,
            long area,
            @Nullable String cultivar,
            @Nullable String village,
            boolean adopted,
            String mspId) {}

    record Edition(String from, boolean adopted, String mspId, Doc document) {}

    record Entitlement(long granted, long used, boolean adopted, int version) {}

    record Grant(List<String> plots, boolean adopted, int approvals) {}

    record Certificate(
            String product,
            long grams,
            long used,
            String day,
            @Nullable String origin,
            @Nullable String promise,
            boolean adopted) {}

    /** Where grams lie on a shelf: received when, by which rank of record, which record, which of its lots. */
    record Place(long at, int rank, String record, int index) {}

    record Part(Place place, String lot, long grams, boolean signed) {
        Part of(long other) {
            return new Part(place, lot, other, signed);
        }
    }

    record Lot(String maker, String season, String product, String grade, long grams) {}

    record Entry(
            String kind,
            Doc body,
            @Nullable List<String> accounts,
            String digest,
            List<Part> taken,
            @Nullable Lot lot,
            @Nullable String certificate,
            int policy,
            boolean signed,
            String mspId,
            @Nullable String reversedBy) {
        Entry reversed(String by) {
            return new Entry(kind, body, accounts, digest, taken, lot, certificate, policy, signed, mspId, by);
        }
    }

    record Product(Doc said, boolean adopted, String mspId) {}

    record Consent(String record, String purpose, String until, boolean signed) {}

    record Dispute(String record, @Nullable String outcome) {}

    /** How many serials of a run are issued, void, dispatched. */
    record Counts(long issued, long voided, long dispatched) {}

    record Chunk(long count, String root, String record) {}

    record Stretch(long first, long last, String fate, String record) {}

    record Run(String market, String season, String files, int next) {}

    record Batch(String digest, List<String> outcomes, Doc answer) {}

    record Done(String digest, Doc answer) {}

    static String key(Object... parts) {
        List<String> texts = new ArrayList<>();
        for (Object part : parts) {
            texts.add(part.toString());
        }
        return String.join("\t", texts);
    }

    int mark() {
        return undo.size();
    }

    void rollback(int mark) {
        while (undo.size() > mark) {
            undo.removeLast().run();
        }
    }

    /** Values by key, with every change on the list of what to undo. */
    final class Table<V> {
        final TreeMap<String, V> rows = new TreeMap<>();

        @Nullable
        V get(String key) {
            return rows.get(key);
        }

        void put(String key, V value) {
            V old = rows.put(key, value);
            undo.add(() -> restore(key, old));
        }

        void remove(String key) {
            V old = rows.remove(key);
            undo.add(() -> restore(key, old));
        }

        private void restore(String key, @Nullable V old) {
            if (old == null) {
                rows.remove(key);
            } else {
                rows.put(key, old);
            }
        }
    }
}
