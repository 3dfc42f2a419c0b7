package qingshan.rules.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.rules.state.State;

/**
 * A ledger's state in memory, in the order of the keys' UTF-8 bytes, that counts what it is asked: on Fabric each of these
 * calls is a message between chaincode and peer.
 */
public final class CountingState implements State {
    private final TreeMap<byte[], Entry> entries = new TreeMap<>(Arrays::compareUnsigned);
    private final TreeMap<String, CountingState> collections = new TreeMap<>();
    private final Calls calls;

    /** Empty. */
    public CountingState() {
        this(new Calls());
    }

    private CountingState(Calls calls) {
        this.calls = calls;
    }

    /** What was asked so far, of the collections too. */
    public Calls calls() {
        return calls;
    }

    /** Every value by key, as text, in the order of the keys: to see whether anything changed. */
    public Map<String, String> contents() {
        Map<String, String> all = new LinkedHashMap<>();
        entries.values().forEach(entry -> all.put(entry.key, new String(entry.value, UTF_8)));
        collections.forEach(
                (name, state) -> state.contents().forEach((key, value) -> all.put(name + ":" + key, value)));
        return all;
    }

    @Override
    public byte @Nullable [] get(String key) {
        calls.gets++;
        calls.log.add("get " + key);
        Entry entry = entries.get(key.getBytes(UTF_8));
        return entry == null ? null : entry.value;
    }

    @Override
    public void range(String from, String to, Visitor visitor) {
        calls.ranges++;
        calls.log.add("range " + from + " " + to);
        // a copy: what is written meanwhile is not seen, as on Fabric
        List<Entry> found = new ArrayList<>(entries.subMap(from.getBytes(UTF_8), true, to.getBytes(UTF_8), false)
                .values());
        for (Entry entry : found) {
            calls.keysVisited++;
            if (!visitor.visit(entry.key, entry.value)) {
                return;
            }
        }
    }

    @Override
    public void put(String key, byte[] value) {
        calls.puts++;
        calls.log.add("put " + key);
        entries.put(key.getBytes(UTF_8), new Entry(key, value));
    }

    @Override
    public void delete(String key) {
        calls.deletes++;
        calls.log.add("delete " + key);
        entries.remove(key.getBytes(UTF_8));
    }

    @Override
    public State collection(String name) {
        return collections.computeIfAbsent(name, n -> new CountingState(calls));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(String key, byte[] value) {}

    /** Counts of calls. */
    public static final class Calls {
        private final List<String> log = new ArrayList<>();
        private int gets;
        private int ranges;
        private int puts;
        private int deletes;
        private int keysVisited;

        /** Single keys read. */
        public int gets() {
            return gets;
        }

        /** Ranges read. */
        public int ranges() {
            return ranges;
        }

        /** Keys written. */
        public int puts() {
            return puts;
        }

        /** Keys removed. */
        public int deletes() {
            return deletes;
        }

        /** Keys that ranges gave. */
        public int keysVisited() {
            return keysVisited;
        }

        /** All together. */
        public int total() {
            return gets + ranges + puts + deletes;
        }

        /** The counts as they are now. */
        public Count count() {
            return new Count(gets, ranges, puts, deletes);
        }

        /** Each call in order. */
        public List<String> log() {
            return List.copyOf(log);
        }

        /** Forgets them. */
        public void reset() {
            log.clear();
            gets = 0;
            ranges = 0;
            puts = 0;
            deletes = 0;
            keysVisited = 0;
        }

        @Override
        public String toString() {
            return count().toString();
        }
    }

    /** How often each was called. */
    public record Count(int gets, int ranges, int puts, int deletes) {
        /** What came after an earlier count. */
        public Count since(Count before) {
            return new Count(gets - before.gets, ranges - before.ranges, puts - before.puts, deletes - before.deletes);
        }

        /** All together. */
        public int total() {
            return gets + ranges + puts + deletes;
        }

        @Override
        public String toString() {
            return "%d calls: %d gets, %d ranges, %d puts, %d deletes".formatted(total(), gets, ranges, puts, deletes);
        }
    }
}
