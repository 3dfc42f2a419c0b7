package qingshan.gateway.api;

import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import qingshan.gateway.list.ListQuery;

/** Addresses of what comes next. */
final class Links {
    private Links() {}

    /** The same request from a cursor on; a cursor needs no escaping. */
    static String next(URI asked, String cursor) {
        String query = asked.getRawQuery();
        String own = ListQuery.AFTER + "=";
        Stream<String> kept = query == null
                ? Stream.empty()
                : Arrays.stream(query.split("&", 0)).filter(part -> !part.isEmpty() && !part.startsWith(own));
        return asked.getRawPath() + "?"
                + Stream.concat(kept, Stream.of(own + cursor)).collect(Collectors.joining("&"));
    }
}
