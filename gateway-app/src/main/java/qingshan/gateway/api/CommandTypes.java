package qingshan.gateway.api;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import qingshan.rules.Command;

/** The commands of the contracts, by the names of their transactions. */
final class CommandTypes {
    /** All of them. */
    static final SortedMap<String, Class<?>> ALL = all();

    private CommandTypes() {}

    /** Whether a client makes the command's id; else a counter, a row or a batch makes it count once. */
    static boolean hasId(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(part -> part.getName().equals("id"));
    }

    private static SortedMap<String, Class<?>> all() {
        SortedMap<String, Class<?>> found = new TreeMap<>();
        collect(Command.class, found);
        return found;
    }

    private static void collect(Class<?> type, SortedMap<String, Class<?>> found) {
        if (type.isRecord()) {
            found.put(type.getSimpleName(), type);
        } else {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, found);
            }
        }
    }
}
