package qingshan.rules.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was read in one transaction, so that a batch asks for a card, a certificate or a stretch of keys once.
 * Everything read stays in the transaction's read set. It does not write.
 */
public final class ReadCache implements State {
    private final State base;
    private final TreeMap<String, Optional<byte[]>> known = new TreeMap<>(KeyOrder.BY_CODE_POINT);
    /** Stretches of which every key is in {@link #known}: start to end (excluded), never touching. */
    private final TreeMap<String, String> covered = new TreeMap<>(KeyOrder.BY_CODE_POINT);

    private final Map<String, ReadCache> collections = new TreeMap<>();

    /** Over the transaction's state. */
    public ReadCache(State base) {
        this.base = base;
    }

    @Override
    public byte @Nullable [] get(String key) {
        Optional<byte[]> value = known.get(key);
        if (value == null) {
            value = endOfCover(key) != null ? Optional.empty() : Optional.ofNullable(base.get(key));
            known.put(key, value);
        }
        return value.orElse(null);
    }

    @Override
    public void range(String from, String to, Visitor visitor) {
        String at = from;
        while (KeyOrder.BY_CODE_POINT.compare(at, to) < 0) {
            String end = endOfCover(at);
            if (end != null) {
                String stop = KeyOrder.BY_CODE_POINT.compare(end, to) < 0 ? end : to;
                if (!visitKnown(at, stop, visitor)) {
                    return;
                }
                at = stop;
            } else {
                String next = covered.higherKey(at);
                String stop = next != null && KeyOrder.BY_CODE_POINT.compare(next, to) < 0 ? next : to;
                if (!visitBase(at, stop, visitor)) {
                    return;
                }
                at = stop;
            }
        }
    }

    /** Reads a stretch ahead, at most {@code max} keys of it, so that gets and ranges within it cost nothing more. */
    public void warm(String from, String to, int max) {
        int[] left = {max};
        range(from, to, (_, _) -> --left[0] > 0);
    }

    private boolean visitKnown(String from, String to, Visitor visitor) {
        List<Map.Entry<String, Optional<byte[]>>> entries =
                new ArrayList<>(known.subMap(from, true, to, false).entrySet());
        for (Map.Entry<String, Optional<byte[]>> entry : entries) {
            if (entry.getValue().isPresent()
                    && !visitor.visit(entry.getKey(), entry.getValue().get())) {
                return false;
            }
        }
        return true;
    }

    private boolean visitBase(String from, String to, Visitor visitor) {
        // the visitor may read, and so change what is known: it is called when the base's range is done with a key
        String[] stopped = {null};
        base.range(from, to, (key, value) -> {
            known.put(key, Optional.of(value));
            if (!visitor.visit(key, value)) {
                stopped[0] = KeyOrder.after(key);
                return false;
            }
            return true;
        });
        cover(from, stopped[0] == null ? to : stopped[0]);
        return stopped[0] == null;
    }

    private @Nullable String endOfCover(String key) {
        Map.Entry<String, String> entry = covered.floorEntry(key);
        return entry != null && KeyOrder.BY_CODE_POINT.compare(key, entry.getValue()) < 0 ? entry.getValue() : null;
    }

    private void cover(String from, String to) {
        String start = from;
        String end = to;
        Map.Entry<String, String> before = covered.floorEntry(from);
        if (before != null && KeyOrder.BY_CODE_POINT.compare(before.getValue(), from) >= 0) {
            start = before.getKey();
        }
        NavigableMap<String, String> within = covered.subMap(start, true, end, true);
        for (String e : within.values()) {
            end = KeyOrder.BY_CODE_POINT.compare(e, end) > 0 ? e : end;
        }
        within.clear();
        covered.put(start, end);
    }

    @Override
    public void put(String key, byte[] value) {
        throw new IllegalStateException("written through the overlay only");
    }

    @Override
    public void delete(String key) {
        throw new IllegalStateException("written through the overlay only");
    }

    @Override
    public State collection(String name) {
        return collections.computeIfAbsent(name, n -> new ReadCache(base.collection(n)));
    }
}
