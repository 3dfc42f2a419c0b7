package qingshan.gateway.season.report;

/**
 * Takes elements one by one.
 *
 * @param <T> of what
 */
@FunctionalInterface
public interface Each<T> {
    /** Takes one. */
    void take(T element);
}
