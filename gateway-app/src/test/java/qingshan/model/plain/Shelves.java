package qingshan.model.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.model.plain.World.Part;
import qingshan.model.plain.World.Place;

/** Tea on shelves: taken oldest received first, kept back by freezes and recalls. */
final class Shelves {
    private static final int LOTS_MAX = 20_000;
    private static final Comparator<Place> OLDEST = Comparator.comparingLong(Place::at)
            .thenComparingInt(Place::rank)
            .thenComparing(Place::record, (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)))
            .thenComparingInt(Place::index);

    private Shelves() {}

    static String shelf(String card, String season, String product, String grade) {
        return World.key(card, season, product, grade);
    }

    static List<Part> of(World w, String shelf) {
        List<Part> parts = w.shelves.get(shelf);
        return parts == null ? List.of() : parts;
    }

    static void give(World w, String shelf, Part part) {
        List<Part> parts = new ArrayList<>(of(w, shelf));
        int at = parts.size();
        while (at > 0 && OLDEST.compare(parts.get(at - 1).place(), part.place()) > 0) {
            at--;
        }
        if (at > 0 && parts.get(at - 1).place().equals(part.place())) {
            parts.set(at - 1, part.of(Math.addExact(parts.get(at - 1).grams(), part.grams())));
        } else {
            parts.add(at, part);
        }
        w.shelves.put(shelf, parts);
    }

    static boolean frozen(World w, String lot) {
        return !w.freezes.rows.subMap(lot + "\t", lot + "\n").isEmpty();
    }

    static boolean recalled(World w, String lot) {
        return w.recalls.get(lot) != null;
    }

    static List<Part> take(World w, String shelf, long grams, long upTo, @Nullable String lot, String shortage) {
        List<Part> rest = new ArrayList<>();
        List<Part> taken = new ArrayList<>();
        long left = grams;
        long frozen = 0;
        long recalled = 0;
        for (Part part : of(w, shelf)) {
            boolean wanted = part.place().at() <= upTo && (lot == null || lot.equals(part.lot()));
            if (wanted && recalled(w, part.lot())) {
                recalled += part.grams();
                rest.add(part);
            } else if (wanted && frozen(w, part.lot())) {
                frozen += part.grams();
                rest.add(part);
            } else if (wanted && left > 0) {
                long some = Math.min(left, part.grams());
                left -= some;
                taken.add(part.of(some));
                if (some < part.grams()) {
                    rest.add(part.of(part.grams() - some));
                }
                Refused.when(taken.size() > LOTS_MAX, "TOO_MANY_LOTS");
            } else {
                rest.add(part);
            }
        }
        if (left > 0) {
            throw new Refused(left <= frozen ? "FROZEN" : left <= frozen + recalled ? "RECALLED" : shortage);
        }
        set(w, shelf, rest);
        return taken;
    }

    static void set(World w, String shelf, List<Part> parts) {
        if (parts.isEmpty()) {
            w.shelves.remove(shelf);
        } else {
            w.shelves.put(shelf, parts);
        }
    }

    static @Nullable Part find(World w, String shelf, Place place) {
        return of(w, shelf).stream()
                .filter(part -> part.place().equals(place))
                .findFirst()
                .orElse(null);
    }

    static void remove(World w, String shelf, Place place) {
        set(
                w,
                shelf,
                of(w, shelf).stream()
                        .filter(part -> !part.place().equals(place))
                        .toList());
    }

    /** Notes which lots went into a new lot or run. */
    static void derive(World w, String child, List<Part> parents) {
        for (Part parent : parents) {
            SortedMap<String, Long> old = w.children.get(parent.lot());
            TreeMap<String, Long> children = old == null ? new TreeMap<>() : new TreeMap<>(old);
            children.merge(child, parent.grams(), Math::addExact);
            w.children.put(parent.lot(), children);
        }
    }

    /** A lot or run and all that was made of it. */
    static Set<String> derived(World w, String lot) {
        Set<String> all = new LinkedHashSet<>(List.of(lot));
        for (List<String> open = List.of(lot); !open.isEmpty(); ) {
            List<String> next = new ArrayList<>();
            for (String parent : open) {
                SortedMap<String, Long> children = w.children.get(parent);
                if (children != null) {
                    children.keySet().stream().filter(all::add).forEach(next::add);
                }
            }
            open = next;
        }
        return all;
    }
}
