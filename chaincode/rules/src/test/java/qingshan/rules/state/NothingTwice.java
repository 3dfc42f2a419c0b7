package qingshan.rules.state;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A state that allows nobody to ask again what it has said already. */
final class NothingTwice implements State {
    private final State base;
    private final Set<String> asked = new HashSet<>();
    private final TreeMap<String, String> told = new TreeMap<>(KeyOrder.BY_CODE_POINT);
    private final Map<String, NothingTwice> collections = new TreeMap<>();

    NothingTwice(State base) {
        this.base = base;
    }

    @Override
    public byte @Nullable [] get(String key) {
        if (!asked.add(key) || covered(key)) {
            throw new AssertionError("asked again for " + Keys.shown(key));
        }
        return base.get(key);
    }

    @Override
    public void range(String from, String to, Visitor visitor) {
        String[] end = {to};
        base.range(from, to, (key, value) -> {
            boolean on = visitor.visit(key, value);
            end[0] = on ? to : key + '\0';
            return on;
        });
        String next = told.ceilingKey(from);
        if (covered(from) || (next != null && KeyOrder.BY_CODE_POINT.compare(next, end[0]) < 0)) {
            throw new AssertionError("read again from " + Keys.shown(from) + " to " + Keys.shown(end[0]));
        }
        told.put(from, end[0]);
    }

    private boolean covered(String key) {
        Map.Entry<String, String> before = told.floorEntry(key);
        return before != null && KeyOrder.BY_CODE_POINT.compare(key, before.getValue()) < 0;
    }

    @Override
    public void put(String key, byte[] value) {
        base.put(key, value);
    }

    @Override
    public void delete(String key) {
        if (base.get(key) == null) {
            throw new AssertionError("removes what is not there: " + Keys.shown(key));
        }
        base.delete(key);
    }

    @Override
    public State collection(String name) {
        return collections.computeIfAbsent(name, n -> new NothingTwice(base.collection(n)));
    }
}
