package qingshan.gateway.list;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All lists there are. */
public final class Lists {
    /** In the order of the description. */
    public static final List<Listing> ALL = Stream.of(PeopleLists.ALL, TeaLists.ALL, BookLists.ALL)
            .flatMap(List::stream)
            .toList();

    private Lists() {}

    /** The list of a name. */
    public static Optional<Listing> named(String name) {
        return ALL.stream().filter(list -> list.name().equals(name)).findFirst();
    }
}
