package qingshan.rules.state;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A state with writes of its own on top, which its gets and ranges see at once: Fabric's own state shows a transaction
 * none of its writes. An entry of a batch is an overlay over the batch's; dropping it undoes the entry.
 */
public final class Overlay implements State {
    private final State base;
    private final TreeMap<String, Optional<byte[]>> writes = new TreeMap<>(KeyOrder.BY_CODE_POINT);
    /** Keys that were made here and the base has none of: removing one, as often as it is made, leaves nothing to write. */
    private final Set<String> created = new TreeSet<>();

    private final TreeMap<String, Overlay> collections = new TreeMap<>();

    /** Nothing written yet. */
    public Overlay(State base) {
        this.base = base;
    }

    @Override
    public byte @Nullable [] get(String key) {
        Optional<byte[]> written = writes.get(key);
        return written == null ? base.get(key) : written.orElse(null);
    }

    @Override
    public void range(String from, String to, Visitor visitor) {
        NavigableMap<String, Optional<byte[]>> own = new TreeMap<>(KeyOrder.BY_CODE_POINT);
        own.putAll(writes.subMap(from, true, to, false));
        if (own.isEmpty()) {
            base.range(from, to, visitor);
            return;
        }
        boolean[] going = {true};
        base.range(from, to, (key, value) -> {
            going[0] = visitOwn(own, key, visitor);
            if (!going[0]) {
                return false;
            }
            Optional<byte[]> written = own.remove(key);
            if (written == null) {
                going[0] = visitor.visit(key, value);
            } else if (written.isPresent()) {
                going[0] = visitor.visit(key, written.get());
            }
            return going[0];
        });
        if (going[0]) {
            visitOwn(own, to, visitor);
        }
    }

    private static boolean visitOwn(NavigableMap<String, Optional<byte[]>> own, String before, Visitor visitor) {
        while (!own.isEmpty() && KeyOrder.BY_CODE_POINT.compare(own.firstKey(), before) < 0) {
            Map.Entry<String, Optional<byte[]>> entry = own.pollFirstEntry();
            if (entry.getValue().isPresent()
                    && !visitor.visit(entry.getKey(), entry.getValue().get())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void put(String key, byte[] value) {
        writes.put(key, Optional.of(value));
    }

    @Override
    public void create(String key, byte[] value) {
        if (!writes.containsKey(key)) {
            created.add(key);
        }
        writes.put(key, Optional.of(value));
    }

    @Override
    public void delete(String key) {
        if (created.contains(key)) {
            writes.remove(key);
        } else {
            writes.put(key, Optional.empty());
        }
    }

    @Override
    public State collection(String name) {
        return collections.computeIfAbsent(name, n -> new Overlay(base.collection(n)));
    }

    /** Whether nothing is left to write; collections aside. */
    public boolean isEmpty() {
        return writes.isEmpty();
    }

    /** Writes what is left after all into {@code target}, in key order. */
    public void writeTo(State target) {
        writes.forEach((key, value) -> {
            if (value.isEmpty()) {
                target.delete(key);
            } else if (created.contains(key)) {
                target.create(key, value.get());
            } else {
                target.put(key, value.get());
            }
        });
        collections.forEach((name, overlay) -> overlay.writeTo(target.collection(name)));
    }
}
