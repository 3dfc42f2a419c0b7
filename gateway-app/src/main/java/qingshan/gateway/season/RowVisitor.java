package qingshan.gateway.season;

/**
 * Takes rows one by one, as they are read.
 *
 * @param <X> what it may throw; it ends the reading
 */
@FunctionalInterface
public interface RowVisitor<X extends Exception> {
    /** Takes one data row. */
    void visit(Row row) throws X;
}
