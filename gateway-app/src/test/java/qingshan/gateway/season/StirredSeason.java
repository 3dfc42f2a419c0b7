package qingshan.gateway.season;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Stirs a generated season up, so that grams, certificates and moments meet where a market's habits keep them apart: scarce
 * certificates and entitlements, foreign certificates, tea sold back, rows of one moment, conversions at the very ends of the
 * band, rows in any order.
 */
public final class StirredSeason {
    private static final List<String> KINDS = List.of("茶农", "合作社", "茶商", "企业");

    private final Path directory;
    private final Random random;
    private final List<List<String>> slips;
    private final List<List<String>> certificates;
    private final List<List<String>> processing;
    private final List<List<String>> packing;
    private final List<String> cards;

    private StirredSeason(Path directory, long seed) {
        this.directory = directory;
        this.random = new Random(seed);
        slips = rows(SeasonTable.SLIPS);
        certificates = rows(SeasonTable.CERTIFICATES);
        processing = rows(SeasonTable.PROCESSING);
        packing = rows(SeasonTable.PACKING);
        cards = rows(SeasonTable.PARTIES).stream().map(List::getFirst).toList();
    }

    /** Rewrites a season that was just generated. The same seed and season give the same files. */
    public static void stir(Path directory, long seed) {
        StirredSeason season = new StirredSeason(directory, seed);
        season.settings();
        season.certificates.forEach(season::certificate);
        season.slips.forEach(season::slip);
        season.packing.forEach(season::packing);
        season.write();
    }

    private void settings() {
        BigDecimal min = new BigDecimal("3." + (50 + random.nextInt(50)));
        BigDecimal max = min.add(new BigDecimal("0." + (10 + random.nextInt(80))));
        LocalDate from = LocalDate.parse(day(0)).plusDays(random.nextInt(10));
        LocalDate to = LocalDate.parse(day(1)).minusDays(random.nextInt(20));
        List<String> kinds = new ArrayList<>();
        KINDS.stream().filter(kind -> chance(50)).forEach(kind -> kinds.add('"' + kind + '"'));
        processing.forEach(row -> processing(row, chance(50) ? min : max));
        new SeasonDirectory(directory).write("season.json", """
                {"season": "stirred", "from": "%s", "to": "%s", "leaf_yield_kg_per_mu": %d.%d,
                 "leaf_kg_per_made_kg": {"min": "%s", "max": %s}, "certificate_required_from": %s}
                """.formatted(
                        from, to, 1 + random.nextInt(60), random.nextInt(10), min, max, kinds));
    }

    /** The first or the last day on which something was weighed, by its text. */
    private String day(int last) {
        List<String> days = slips.stream()
                .map(row -> ReferenceTables.time(row.get(1)))
                .filter(time -> time != null && time.getYear() > 2000)
                .map(time -> String.valueOf(time).substring(0, 10))
                .sorted()
                .toList();
        return days.isEmpty() ? "2026-03-01" : days.get(last * (days.size() - 1));
    }

    private void certificate(List<String> row) {
        if (chance(40)) {
            row.set(2, scaled(row.get(2), 1 + random.nextInt(60)));
        }
        if (chance(10)) {
            row.set(4, LocalDate.parse(row.get(4)).plusDays(random.nextInt(9)).toString());
        }
        if (chance(10)) {
            row.set(5, any(cards));
        }
        if (chance(5)) {
            row.set(1, "干茶");
        }
    }

    private void slip(List<String> row) {
        if (chance(10)) {
            row.set(1, any(slips).get(1));
        }
        if (chance(10)) {
            row.set(4, any(cards));
        } else if (chance(10)) {
            Collections.swap(row, 3, 4);
        }
        if (chance(20) && !certificates.isEmpty()) {
            row.set(11, certificateOf(row.get(4)));
        }
    }

    private String certificateOf(String seller) {
        List<String> own = certificates.stream()
                .filter(row -> row.get(5).equals(seller))
                .map(List::getFirst)
                .toList();
        return own.isEmpty() || chance(20) ? any(certificates).getFirst() : any(own);
    }

    private void processing(List<String> row, BigDecimal leafPerMade) {
        BigDecimal leaf = ReferenceTables.number(row.get(4), 3);
        if (chance(30) && leaf != null) {
            // a tenth of a kilogram times two decimals is a weight again: exactly at this end of the band, or a gram
            // beyond
            BigDecimal made = leaf.divide(leafPerMade, 1, RoundingMode.CEILING);
            BigDecimal gram = new BigDecimal(List.of("0", "0.001", "-0.001").get(random.nextInt(3)));
            row.set(4, made.multiply(leafPerMade).add(gram).toPlainString());
            row.set(6, made.toPlainString());
        }
        if (chance(15)) {
            row.set(2, any(slips).get(1));
        }
    }

    private void packing(List<String> row) {
        if (chance(15)) {
            row.set(2, any(processing).get(2));
        }
        if (chance(10)) {
            row.set(3, any(processing).getFirst());
        }
    }

    private String scaled(String text, int percent) {
        BigDecimal number = ReferenceTables.number(text, 3);
        return number == null
                ? text
                : number.multiply(BigDecimal.valueOf(percent, 2))
                        .setScale(3, RoundingMode.CEILING)
                        .toPlainString();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private List<List<String>> rows(SeasonTable table) {
        return new ArrayList<>(ReferenceTables.rows(directory.resolve(table.fileName())));
    }

    private void write() {
        write(SeasonTable.CERTIFICATES, certificates);
        write(SeasonTable.SLIPS, slips);
        write(SeasonTable.PROCESSING, processing);
        write(SeasonTable.PACKING, packing);
    }

    private void write(SeasonTable table, List<List<String>> rows) {
        Collections.shuffle(rows, random);
        new SeasonDirectory(directory)
                .rows(
                        table,
                        rows.stream()
                                .map(row -> '"' + String.join("\",\"", row) + '"')
                                .toArray(String[]::new));
    }
}
