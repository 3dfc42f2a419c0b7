package qingshan.gateway.season;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an import of a season must come to, computed a second time from {@code FORMAT.md} alone, slowly and in memory. It
 * shares no class with the rules or with the importer, so that the two can be compared.
 */
public final class ReferenceImporter {
    private static final List<String> KINDS = List.of("slip", "proc", "pack");
    private static final List<String> FILES = List.of("slips", "processing", "packing");
    private static final String LEAF = "茶青";
    private static final String MADE = "干茶";

    private record Event(int kind, LocalDateTime time, List<String> row, List<BigDecimal> numbers) {}

    private final Map<String, List<List<String>>> tables = new HashMap<>();
    private final Map<String, String> kindOf = new HashMap<>();
    private final Map<String, BigDecimal> entitled = new HashMap<>();
    private final Map<String, List<String>> certificates = new HashMap<>();
    private final Map<String, BigDecimal> certified = new HashMap<>();
    private final Map<String, List<String>> products = new HashMap<>();
    private final Map<String, String> gradeOfBatch = new HashMap<>();
    private final ReferenceBooks books = new ReferenceBooks();
    private final TreeMap<String, Object> outcomes = new TreeMap<>(ReferenceTables.BY_CODE_POINT);
    private final TreeMap<String, Object> refused = new TreeMap<>(ReferenceTables.BY_CODE_POINT);
    private final TreeMap<String, Object> sources = new TreeMap<>(ReferenceTables.BY_CODE_POINT);
    private final Map<String, String> settings = new HashMap<>();
    private final Set<String> mustCertify = new HashSet<>();
    private BigDecimal used = BigDecimal.ZERO;

    private ReferenceImporter(Path directory) {
        readSettings(directory);
        for (String file : List.of("parties", "plots", "certificates", "products", "slips", "processing", "packing")) {
            tables.put(file, ReferenceTables.rows(directory.resolve(file + ".csv")));
        }
        BigDecimal yield = new BigDecimal(setting("leaf_yield_kg_per_mu"));
        rows("parties").forEach(r -> kindOf.put(r.getFirst(), r.get(2)));
        rows("plots").forEach(r -> entitled.merge(r.get(1), number(r.get(2), 3), BigDecimal::add));
        entitled.replaceAll((card, mu) -> mu.multiply(yield).setScale(3, RoundingMode.FLOOR));
        rows("certificates").forEach(r -> {
            certificates.put(r.getFirst(), r);
            certified.put(r.getFirst(), number(r.get(2), 3));
        });
        rows("products").forEach(r -> products.put(r.getFirst(), r));
    }

    /** The expected file of a season, its members sorted by code point. */
    public static Map<String, Object> expected(Path directory) {
        ReferenceImporter importer = new ReferenceImporter(directory);
        importer.run();
        return importer.report();
    }

    private void run() {
        List<Event> events = new ArrayList<>();
        for (int kind = 0; kind < 3; kind++) {
            Map<String, List<String>> seen = new HashMap<>();
            for (List<String> row : rows(FILES.get(kind))) {
                Object outcome = byItself(kind, row, seen);
                if (outcome instanceof Event event) {
                    events.add(event);
                } else {
                    count(kind, row, outcome.toString());
                }
            }
        }
        events.sort(Comparator.comparing(Event::time)
                .thenComparingInt(Event::kind)
                .thenComparing(e -> e.row().getFirst(), ReferenceTables.BY_CODE_POINT));
        for (Event e : events) {
            String outcome = switch (e.kind()) {
                case 0 -> sell(e);
                case 1 -> process(e);
                default -> pack(e);
            };
            count(e.kind(), e.row(), outcome);
        }
    }

    private Object byItself(int kind, List<String> row, Map<String, List<String>> seen) {
        if (row.getFirst().isEmpty()) {
            return "MISSING_FIELD";
        }
        List<String> first = seen.putIfAbsent(row.getFirst(), row);
        if (first != null) {
            return first.equals(row) ? "DUPLICATE" : "CONFLICTING_DUPLICATE";
        }
        int[] names = List.of(new int[] {3, 4, 5, 6}, new int[] {1, 3, 5}, new int[] {1, 3, 6})
                .get(kind);
        int[] places =
                List.of(new int[] {7, 8, 9}, new int[] {4, 6}, new int[] {4, 5}).get(kind);
        int[] decimals =
                List.of(new int[] {3, 2, 2}, new int[] {3, 3}, new int[] {0, 0}).get(kind);
        int[] cards = List.of(new int[] {3, 4}, new int[] {1}, new int[] {1}).get(kind);
        for (int name : names) {
            if (row.get(name).isEmpty()) {
                return "MISSING_FIELD";
            }
        }
        List<BigDecimal> numbers = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            String text = row.get(places[i]);
            BigDecimal number = ReferenceTables.number(text, decimals[i]);
            if (number == null) {
                return text.isEmpty() ? "MISSING_FIELD" : "BAD_NUMBER";
            }
            numbers.add(number);
        }
        String clock = row.get(kind == 0 ? 1 : 2);
        LocalDateTime time = ReferenceTables.time(clock);
        if (time == null) {
            return clock.isEmpty() ? "MISSING_FIELD" : "BAD_TIME";
        }
        for (int card : cards) {
            if (!kindOf.containsKey(row.get(card))) {
                return "UNKNOWN_CARD";
            }
        }
        String wrong = kind == 1 ? null : byItself(kind, row, numbers);
        if (kind == 0 && row.get(3).equals(row.get(4))) {
            return "SELF_TRADE";
        }
        LocalDate day = time.toLocalDate();
        if (day.isBefore(LocalDate.parse(setting("from"))) || day.isAfter(LocalDate.parse(setting("to")))) {
            return "OUT_OF_SEASON";
        }
        return wrong != null ? wrong : new Event(kind, time, row, numbers);
    }

    private @Nullable String byItself(int kind, List<String> row, List<BigDecimal> numbers) {
        if (kind == 0) {
            BigDecimal due = numbers.get(0).multiply(numbers.get(1)).setScale(2, RoundingMode.HALF_UP);
            boolean near = due.subtract(numbers.get(2)).abs().compareTo(new BigDecimal("0.01")) <= 0;
            return near ? null : "AMOUNT_MISMATCH";
        }
        if (!ReferenceTables.gtin(row.get(6))) {
            return "BAD_GTIN";
        }
        List<String> product = products.get(row.get(6));
        boolean fits = product == null
                || (product.get(1).equals(row.get(1))
                        && number(product.get(5), 0).compareTo(numbers.get(0)) == 0);
        return fits ? null : "GTIN_MISMATCH";
    }

    private String sell(Event e) {
        List<String> row = e.row();
        BigDecimal kg = e.numbers().getFirst();
        String seller = row.get(4);
        String kind = requireNonNull(kindOf.get(seller));
        boolean leaf = row.get(5).equals(LEAF);
        boolean certify = leaf && mustCertify.contains(kind);
        if (certify) {
            List<String> c = certificates.get(row.get(11));
            if (c == null
                    || !c.get(5).equals(seller)
                    || !c.get(1).equals(LEAF)
                    || LocalDate.parse(c.get(4)).isAfter(e.time().toLocalDate())) {
                return "NO_CERTIFICATE";
            }
            if (certified.getOrDefault(row.get(11), BigDecimal.ZERO).compareTo(kg) < 0) {
                return "CERTIFICATE_EXCEEDED";
            }
        }
        String goods = "|" + row.get(5) + "|" + row.get(6);
        if (leaf && (kind.equals("茶农") || kind.equals("合作社"))) {
            BigDecimal left = entitled.getOrDefault(seller, BigDecimal.ZERO).subtract(kg);
            if (left.signum() < 0) {
                return "OVER_ENTITLEMENT";
            }
            entitled.put(seller, left);
            used = used.add(kg);
            books.make(row.get(3) + goods, "slip " + row.getFirst(), kg, Set.of(seller));
        } else if (books.has(seller + goods, null).compareTo(kg) < 0) {
            return "OVERSOLD";
        } else {
            books.take(seller + goods, null, kg, row.get(3) + goods);
        }
        if (certify) {
            certified.merge(row.get(11), kg.negate(), BigDecimal::add);
        }
        return "ACCEPTED";
    }

    private String process(Event e) {
        List<String> row = e.row();
        BigDecimal leaf = e.numbers().get(0);
        BigDecimal made = e.numbers().get(1);
        String holder = row.get(1) + "|" + LEAF + "|" + row.get(3);
        if (books.has(holder, null).compareTo(leaf) < 0) {
            return "OVERSOLD";
        }
        if (leaf.compareTo(made.multiply(new BigDecimal(setting("min")))) < 0
                || leaf.compareTo(made.multiply(new BigDecimal(setting("max")))) > 0) {
            return "CONVERSION_OUT_OF_BAND";
        }
        Set<String> whose = books.take(holder, null, leaf, null);
        books.make(row.get(1) + "|" + MADE + "|" + row.get(5), "batch " + row.getFirst(), made, whose);
        gradeOfBatch.put(row.getFirst(), row.get(5));
        return "ACCEPTED";
    }

    private String pack(Event e) {
        List<String> row = e.row();
        String batch = row.get(3);
        if (!gradeOfBatch.containsKey(batch)) {
            return "UNKNOWN_BATCH";
        }
        BigDecimal kg = e.numbers().get(0).multiply(e.numbers().get(1)).movePointLeft(3);
        String holder = row.get(1) + "|" + MADE + "|" + gradeOfBatch.get(batch);
        if (books.has(holder, "batch " + batch).compareTo(kg) < 0) {
            return "OVERPACKED";
        }
        sources.put(row.getFirst(), new ArrayList<>(books.take(holder, "batch " + batch, kg, null)));
        return "ACCEPTED";
    }

    private void count(int kind, List<String> row, String outcome) {
        outcomes.merge(KINDS.get(kind) + "." + outcome, 1L, (a, b) -> (Long) a + (Long) b);
        if (!outcome.equals("ACCEPTED")) {
            @SuppressWarnings("unchecked")
            List<String> numbers = (List<String>) refused.computeIfAbsent(outcome, o -> new ArrayList<String>());
            numbers.add(row.getFirst());
            numbers.sort(ReferenceTables.BY_CODE_POINT);
        }
    }

    private Map<String, Object> report() {
        TreeMap<String, Object> counts = new TreeMap<>();
        tables.forEach((file, rows) -> counts.put(file, (long) rows.size()));
        Map<String, Object> holdings = books.holdings();
        TreeMap<String, Object> grams = new TreeMap<>();
        grams.put("entitlement_used", used.movePointRight(3).longValueExact());
        grams.put("leaf_held", sum(holdings, "|" + LEAF + "|"));
        grams.put("made_held", sum(holdings, "|" + MADE + "|"));
        TreeMap<String, Object> report = new TreeMap<>();
        report.put("rows", counts);
        report.put("outcomes", outcomes);
        report.put("refused", refused);
        report.put("grams", grams);
        report.put("holdings", holdings);
        report.put("pack_sources", sources);
        return report;
    }

    private static long sum(Map<String, Object> holdings, String product) {
        return holdings.entrySet().stream()
                .filter(e -> e.getKey().contains(product))
                .mapToLong(e -> (Long) e.getValue())
                .sum();
    }

    private List<List<String>> rows(String file) {
        return requireNonNull(tables.get(file));
    }

    private String setting(String name) {
        return requireNonNull(settings.get(name));
    }

    private static BigDecimal number(String text, int decimals) {
        return requireNonNull(ReferenceTables.number(text, decimals), text);
    }

    private void readSettings(Path directory) {
        try (JsonParser json =
                new JsonFactory().createParser(directory.resolve("season.json").toFile())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue()) {
                    if (json.currentName() == null) {
                        mustCertify.add(json.getText());
                    } else {
                        settings.put(json.currentName(), json.getText());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
