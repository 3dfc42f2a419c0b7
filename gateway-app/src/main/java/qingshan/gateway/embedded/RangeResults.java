package qingshan.gateway.embedded;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.jspecify.annotations.Nullable;

/**
 * A range, read as a Fabric peer reads it: in pages of 100, and one key ahead so as to know whether there are more. What
 * was read counts as seen, whether the contract looked at it or not.
 */
final class RangeResults implements QueryResultsIterator<KeyValue> {

    /** Reads committed state; the end is exclusive. */
    @FunctionalInterface
    interface Source {
        List<Stored> read(Key start, Key end, int limit);
    }

    private static final int PAGE = 100;

    private final Source source;
    private final Key end;
    private final @Nullable RangeRead read;
    private List<Stored> page = new ArrayList<>();
    private @Nullable Stored ahead;
    private int next;

    /** @param read where to note what was seen; null if nobody will ask */
    RangeResults(Source source, Key start, Key end, @Nullable RangeRead read) {
        this.source = source;
        this.end = end;
        this.read = read;
        fetch(start, PAGE + 1);
    }

    private void fetch(Key start, int limit) {
        List<Stored> fresh = source.read(start, end, limit);
        List<Stored> all = new ArrayList<>(fresh.size() + 1);
        if (ahead != null) {
            all.add(ahead);
        }
        all.addAll(fresh);
        if (read != null) {
            fresh.forEach(read::add);
        }
        if (fresh.size() == limit) {
            ahead = all.removeLast();
        } else {
            ahead = null;
            if (read != null) {
                read.exhaust();
            }
        }
        page = all;
        next = 0;
    }

    private boolean more() {
        return next < page.size() || ahead != null;
    }

    private KeyValue take() {
        if (next == page.size()) {
            if (ahead == null) {
                throw new NoSuchElementException();
            }
            fetch(ahead.key().next(), PAGE);
        }
        return new Row(page.get(next++));
    }

    /** Each call goes on where the last one was, as with the shim's own. */
    @Override
    public Iterator<KeyValue> iterator() {
        return new Iterator<>() {

            @Override
            public boolean hasNext() {
                return more();
            }

            @Override
            public KeyValue next() {
                return take();
            }
        };
    }

    @Override
    public void close() {
        // Nothing is held open between pages.
    }

    /** A row as contracts see it. */
    private static final class Row implements KeyValue {

        private final Stored stored;

        Row(Stored stored) {
            this.stored = stored;
        }

        @Override
        public String getKey() {
            return stored.key().text();
        }

        @Override
        public byte[] getValue() {
            return stored.value().clone();
        }

        @Override
        public String getStringValue() {
            return new String(stored.value(), StandardCharsets.UTF_8);
        }
    }
}
