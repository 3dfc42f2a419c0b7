package qingshan.model;

import java.util.Map;
import java.util.TreeMap;

/** What was met over all seeds. */
final class Tally {
    private final Map<String, Integer> accepted = new TreeMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private final Map<String, Integer> codes = new TreeMap<>();

    synchronized void count(String type, String code) {
        boolean yes = code.equals("ACCEPTED");
        (yes ? accepted : refused).merge(type, 1, Integer::sum);
        if (!yes) {
            codes.merge(code, 1, Integer::sum);
        }
    }

    synchronized Map<String, Integer> accepted() {
        return new TreeMap<>(accepted);
    }

    synchronized Map<String, Integer> refused() {
        return new TreeMap<>(refused);
    }

    synchronized Map<String, Integer> codes() {
        return new TreeMap<>(codes);
    }

    synchronized int percent() {
        int yes = accepted.values().stream().mapToInt(Integer::intValue).sum();
        int no = refused.values().stream().mapToInt(Integer::intValue).sum();
        return 100 * yes / Math.max(1, yes + no);
    }

    @Override
    public synchronized String toString() {
        return percent() + " % accepted\naccepted " + accepted + "\nrefused " + refused + "\ncodes " + codes;
    }
}
