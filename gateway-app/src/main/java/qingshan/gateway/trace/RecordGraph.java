package qingshan.gateway.trace;

import java.util.Collection;
import java.util.List;
import qingshan.gateway.follower.Row;
import qingshan.gateway.follower.Row.PartRow;

/**
 * Records, and which took grams from which. A part of rank 1 comes from one part of a slip, from a harvest or from opening stock; a part of
 * rank 2 comes from a processing or blending, and so from all of its parts.
 */
public interface RecordGraph extends AutoCloseable {
    /**
     * The rows of one kind of which a column has one of these values.
     *
     * @param column of texts, as the read model names it
     */
    <R extends Row> List<R> rows(Class<R> type, String column, Collection<String> values);

    /** Every part that records took, that the records from which those came took of it, and so on. */
    List<PartRow> back(Collection<String> records);

    /** Every part that was taken from records, then from those that took it, and so on; of what was reversed, none. */
    List<PartRow> forward(Collection<String> records);

    @Override
    void close();
}
