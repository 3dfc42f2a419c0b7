package qingshan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import qingshan.model.plain.Model;
import qingshan.model.plain.Sent;
import qingshan.rules.Code;

/** What was met over all seeds. */
final class Tally {
    private static final int ACCEPTED_PERCENT_MIN = 30;

    private final Map<String, Integer> accepted = new TreeMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private final Map<String, Integer> codes = new TreeMap<>();
    private final Map<String, Long> outcomes = new TreeMap<>();

    synchronized void count(Sent sent, Model.Verdict verdict) {
        boolean yes = verdict.code().equals(Model.ACCEPTED);
        (yes ? accepted : refused).merge(sent.type(), 1, Integer::sum);
        if (!yes) {
            codes.merge(verdict.code(), 1, Integer::sum);
        } else if (sent.type().equals("RecordBatch")) {
            verdict.answer().members().forEach((code, many) -> outcomes.merge(code, (Long) many, Long::sum));
        }
    }

    synchronized Map<String, Integer> accepted() {
        return new TreeMap<>(accepted);
    }

    synchronized Map<String, Integer> refused() {
        return new TreeMap<>(refused);
    }

    /** The codes of refused commands and of refused entries. */
    synchronized Set<String> codes() {
        Set<String> all = new TreeSet<>(codes.keySet());
        all.addAll(outcomes.keySet());
        return all;
    }

    /** Every transaction was accepted and refused, every code given that contracts can give, and enough was accepted. */
    void assertComplete(Set<Code> neverGiven) {
        assertThat(accepted().keySet()).isEqualTo(Model.types());
        assertThat(refused().keySet()).isEqualTo(Model.types());
        assertThat(codes())
                .containsAll(Arrays.stream(Code.values())
                        .filter(code -> !neverGiven.contains(code))
                        .map(Code::name)
                        .toList());
        assertThat(percent()).isGreaterThanOrEqualTo(ACCEPTED_PERCENT_MIN);
    }

    synchronized int percent() {
        int yes = accepted.values().stream().mapToInt(Integer::intValue).sum();
        int no = refused.values().stream().mapToInt(Integer::intValue).sum();
        return 100 * yes / Math.max(1, yes + no);
    }

    @Override
    public synchronized String toString() {
        return percent() + " % accepted\naccepted " + accepted + "\nrefused " + refused + "\ncodes " + codes
                + "\nof entries " + outcomes;
    }
}
