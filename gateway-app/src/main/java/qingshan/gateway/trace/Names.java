package qingshan.gateway.trace;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Printed numbers of cards and plots and codes of packs, where the organization's own data is at hand; the ledger knows ids alone. */
public interface Names extends AutoCloseable {
    /** Knows none. */
    Names NONE = new Names() {
        @Override
        public List<String> cards(String number) {
            return List.of();
        }

        @Override
        public Map<String, String> numbers(Collection<String> ids) {
            return Map.of();
        }

        @Override
        public Optional<String> pack(String code) {
            return Optional.empty();
        }
    };

    /** The ids of cards with a printed number. */
    List<String> cards(String number);

    /** The printed numbers of those cards and plots of which one is known, by id. */
    Map<String, String> numbers(Collection<String> ids);

    /** The pack with a typed code or a serial, as {@code RUN#INDEX}. */
    Optional<String> pack(String code);

    @Override
    default void close() {
        // nothing is open
    }
}
