package qingshan.gateway.season;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The reference importer's books: who holds what, kilograms as decimals, plain lists in the order of receipt. */
final class ReferenceBooks {
    /** A part of a lot that somebody received at one time. */
    private static final class Receipt {
        final String lot;
        BigDecimal kg;

        Receipt(String lot, BigDecimal kg) {
            this.lot = lot;
            this.kg = kg;
        }
    }

    private final Map<String, List<Receipt>> held = new TreeMap<>(ReferenceTables.BY_CODE_POINT);
    private final Map<String, Set<String>> growers = new HashMap<>();

    /** A new lot. */
    void make(String holder, String lot, BigDecimal kg, Set<String> growersOfLot) {
        growers.put(lot, growersOfLot);
        held.computeIfAbsent(holder, h -> new ArrayList<>()).add(new Receipt(lot, kg));
    }

    /** What a holder has; of one lot only, if one is named. */
    BigDecimal has(String holder, @Nullable String lot) {
        return held.getOrDefault(holder, List.of()).stream()
                .filter(r -> lot == null || r.lot.equals(lot))
                .map(r -> r.kg)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Takes the oldest received first, and moves it on to another holder, if one is named. Answers whose it was. */
    Set<String> take(String holder, @Nullable String lot, BigDecimal kg, @Nullable String to) {
        List<Receipt> rest = new ArrayList<>();
        List<Receipt> moved = new ArrayList<>();
        BigDecimal open = kg;
        for (Receipt r : held.getOrDefault(holder, List.of())) {
            if (open.signum() > 0 && (lot == null || r.lot.equals(lot))) {
                BigDecimal part = open.min(r.kg);
                open = open.subtract(part);
                moved.add(new Receipt(r.lot, part));
                r.kg = r.kg.subtract(part);
            }
            if (r.kg.signum() > 0) {
                rest.add(r);
            }
        }
        held.put(holder, rest);
        if (to != null) {
            held.computeIfAbsent(to, h -> new ArrayList<>()).addAll(moved);
        }
        Set<String> whose = new TreeSet<>(ReferenceTables.BY_CODE_POINT);
        moved.forEach(r -> whose.addAll(growers.getOrDefault(r.lot, Set.of())));
        return whose;
    }

    /** Grams by holder, none of zero. */
    Map<String, Object> holdings() {
        TreeMap<String, Object> out = new TreeMap<>(ReferenceTables.BY_CODE_POINT);
        held.keySet().forEach(holder -> {
            long grams = has(holder, null).movePointRight(3).longValueExact();
            if (grams > 0) {
                out.put(holder, grams);
            }
        });
        return out;
    }
}
