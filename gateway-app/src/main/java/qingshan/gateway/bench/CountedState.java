package qingshan.gateway.bench;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.rules.state.KeyOrder;
import qingshan.rules.state.State;

/**
 * A state in memory that counts what it is asked, as a Fabric peer would: each get and put is a call, and so is each page
 * of 100 keys that a range gives.
 */
final class CountedState implements State {
    private static final int PAGE = 100;

    private final TreeMap<String, byte[]> values = new TreeMap<>(KeyOrder.BY_CODE_POINT);
    private final TreeMap<String, CountedState> collections = new TreeMap<>();
    private final long[] counts;

    private static final int GETS = 0;
    private static final int RANGES = 1;
    private static final int PUTS = 2;

    CountedState() {
        this(new long[PUTS + 1]);
    }

    private CountedState(long[] counts) {
        this.counts = counts;
    }

    long gets() {
        return counts[GETS];
    }

    long ranges() {
        return counts[RANGES];
    }

    /** Deletions too. */
    long puts() {
        return counts[PUTS];
    }

    void reset() {
        counts[GETS] = 0;
        counts[RANGES] = 0;
        counts[PUTS] = 0;
    }

    @Override
    public byte @Nullable [] get(String key) {
        counts[GETS]++;
        return values.get(key);
    }

    @Override
    public void range(String from, String to, Visitor visitor) {
        counts[RANGES]++;
        int seen = 0;
        for (Map.Entry<String, byte[]> entry :
                values.subMap(from, true, to, false).entrySet()) {
            if (seen > 0 && seen % PAGE == 0) {
                counts[RANGES]++;
            }
            seen++;
            if (!visitor.visit(entry.getKey(), entry.getValue())) {
                return;
            }
        }
    }

    @Override
    public void put(String key, byte[] value) {
        counts[PUTS]++;
        values.put(key, value);
    }

    @Override
    public void delete(String key) {
        counts[PUTS]++;
        values.remove(key);
    }

    @Override
    public State collection(String name) {
        return collections.computeIfAbsent(name, n -> new CountedState(counts));
    }
}
