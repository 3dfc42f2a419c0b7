package qingshan.gateway.staff;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts wrong tries under names that nobody has, as those of accounts are counted: a name that locks tells nobody that it
 * is one. In memory alone; of more names than are remembered the one that was tried longest ago is forgotten.
 */
final class Strangers {
    private static final int NAMES_MAX = 10_000;
    /** More than a name may have: what comes after it makes no difference. */
    private static final int NAME_MAX = 64;

    private record Tried(int failures, Instant lockedUntil) {}

    private final Map<String, Tried> byName = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tried> eldest) {
            return size() > NAMES_MAX;
        }
    };

    /** Counts a try; until when the name is locked, if it was before, and then nothing is counted. */
    synchronized Optional<Instant> count(String typed, Instant now) {
        String name = typed.length() > NAME_MAX ? typed.substring(0, NAME_MAX) : typed;
        Tried before = byName.getOrDefault(name, new Tried(0, Instant.MIN));
        if (before.lockedUntil.isAfter(now)) {
            return Optional.of(before.lockedUntil);
        }
        int failures = before.failures % Accounts.FAILURES_MAX + 1;
        byName.put(
                name, new Tried(failures, failures < Accounts.FAILURES_MAX ? Instant.MIN : now.plus(Accounts.LOCKED)));
        return Optional.empty();
    }
}
