package qingshan.model;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import qingshan.model.plain.Model;
import qingshan.model.plain.Sent;

/** What was met over all seeds. */
final class Tally {
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
