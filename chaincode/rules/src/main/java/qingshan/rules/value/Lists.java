package qingshan.rules.value;

import java.util.List;

/** Bounded lists in records: the check that a compact constructor calls. */
public final class Lists {
    private Lists() {}

    /** An unmodifiable copy, if it has from {@code min} to {@code max} elements. */
    public static <T> List<T> bounded(List<T> list, int min, int max) {
        Check.size(list, min, max);
        return List.copyOf(list);
    }
}
