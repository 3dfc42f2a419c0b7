package qingshan.rules.value;

import java.util.List;
import qingshan.rules.json.BadMember;

/** Bounded lists in records: the check that a compact constructor calls. */
public final class Lists {
    private Lists() {}

    /** An unmodifiable copy, if it has from {@code min} to {@code max} elements; {@code member} is its name. */
    public static <T> List<T> bounded(String member, List<T> list, int min, int max) {
        if (list.size() < min || list.size() > max) {
            throw new BadMember(member, "does not have from " + min + " to " + max + " elements");
        }
        return List.copyOf(list);
    }
}
