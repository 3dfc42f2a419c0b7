package qingshan.gateway.list;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a list.
 *
 * @param list of which
 * @param query that was asked
 * @param rows one value for each column: a text, a long, an {@link java.time.Instant}, a {@link java.time.LocalDate}, a
 *     boolean, or null
 * @param next where to go on, or null when these were the last
 */
public record ListPage(
        Listing list,
        ListQuery query,
        List<List<@Nullable Object>> rows,
        @Nullable String next) {}
