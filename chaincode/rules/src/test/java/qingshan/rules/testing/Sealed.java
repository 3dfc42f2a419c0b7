package qingshan.rules.testing;

import java.util.ArrayList;
import java.util.List;

/** The records below a sealed interface, so that a test meets each of them, those of tomorrow too. */
public final class Sealed {
    private Sealed() {}

    /** Each record that a value of the type can be. */
    public static <T> List<Class<? extends T>> records(Class<T> type) {
        List<Class<? extends T>> found = new ArrayList<>();
        collect(type, type, found);
        return found;
    }

    private static <T> void collect(Class<T> root, Class<?> type, List<Class<? extends T>> found) {
        if (type.isRecord()) {
            found.add(type.asSubclass(root));
        } else {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(root, permitted, found);
            }
        }
    }
}
