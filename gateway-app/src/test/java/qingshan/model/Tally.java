package qingshan.model;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import qingshan.model.plain.Doc;
import qingshan.model.plain.Model;
import qingshan.model.plain.Sent;

/** What was met over all seeds. */
final class Tally {
    private final Map<String, Integer> accepted = new TreeMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private final Map<String, Integer> codes = new TreeMap<>();
    private final Map<String, Integer> entries = new TreeMap<>();
    private final Map<String, Integer> brought = new TreeMap<>();

    synchronized void count(Sent sent, Model.Verdict verdict) {
        boolean yes = verdict.code().equals(Model.ACCEPTED);
        (yes ? accepted : refused).merge(sent.type(), 1, Integer::sum);
        if (!yes) {
            codes.merge(verdict.code(), 1, Integer::sum);
        } else if (sent.type().equals("RecordBatch")) {
            Map<String, Integer> importers = new TreeMap<>();
            for (Doc entry : sent.body().docs("entries")) {
                if (entry.has("refused")) {
                    importers.merge(entry.doc("refused").text("code"), 1, Integer::sum);
                }
            }
            importers.forEach((code, many) -> brought.merge(code, many, Integer::sum));
            verdict.answer()
                    .members()
                    .forEach((code, many) -> entries.merge(
                            code, Math.toIntExact((Long) many) - importers.getOrDefault(code, 0), Integer::sum));
        }
    }

    /** The commands of which one was accepted. */
    synchronized Set<String> accepted() {
        return new TreeSet<>(accepted.keySet());
    }

    /** The commands of which one was refused. */
    synchronized Set<String> refused() {
        return new TreeSet<>(refused.keySet());
    }

    /** The codes that a contract gave, to a command or to an entry of a batch. */
    synchronized Set<String> given() {
        Set<String> all = new TreeSet<>(codes.keySet());
        entries.forEach((code, many) -> {
            if (many > 0) {
                all.add(code);
            }
        });
        all.remove(Model.ACCEPTED);
        return all;
    }

    /** The codes of entries that the importer itself had refused. */
    synchronized Set<String> brought() {
        return new TreeSet<>(brought.keySet());
    }

    synchronized int acceptedPercent() {
        int yes = accepted.values().stream().mapToInt(Integer::intValue).sum();
        int no = refused.values().stream().mapToInt(Integer::intValue).sum();
        return 100 * yes / Math.max(1, yes + no);
    }

    @Override
    public synchronized String toString() {
        return acceptedPercent() + " % accepted\naccepted " + accepted + "\nrefused " + refused + "\ncodes " + codes
                + "\nof entries " + entries + "\nbrought by the importer " + brought;
    }
}
