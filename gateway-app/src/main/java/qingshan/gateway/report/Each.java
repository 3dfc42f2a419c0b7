package qingshan.gateway.report;

import java.io.IOException;

/**
 * Takes elements one by one.
 *
 * @param <T> of what
 */
@FunctionalInterface
public interface Each<T> {
    /** Takes one. */
    void take(T element) throws IOException;
}
