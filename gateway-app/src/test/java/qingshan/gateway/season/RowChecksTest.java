package qingshan.gateway.season;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.Code;
import qingshan.rules.party.PartyKind;

class RowChecksTest {
    @ParameterizedTest
    @ValueSource(strings = {"edges", "spring-2026"})
    void the_given_seasons_are_refused_by_themselves_as_expected(String season) {
        SeasonFiles files = SeasonFiles.open(GivenSeasons.directory().resolve(season));
        Map<String, List<String>> refused = new TreeMap<>();
        RowChecks checks = new RowChecks(files.settings());
        Listed register = new Listed(files);
        for (SeasonTable table : List.of(SeasonTable.SLIPS, SeasonTable.PROCESSING, SeasonTable.PACKING)) {
            Map<String, List<String>> first = new HashMap<>();
            files.file(table).read(row -> {
                List<String> before = first.putIfAbsent(row.number(), row.fields());
                Earlier earlier =
                        before == null ? Earlier.NONE : before.equals(row.fields()) ? Earlier.EQUAL : Earlier.DIFFERENT;
                if (checks.check(row, earlier, register) instanceof Checked.Refused r) {
                    refused.computeIfAbsent(r.fault().name(), f -> new ArrayList<>())
                            .add(row.number());
                }
            });
        }
        refused.values().forEach(numbers -> numbers.sort(ReferenceTables.BY_CODE_POINT));
        Map<String, Object> expected =
                copy((Map<?, ?>) GivenSeasons.expected(season).getOrDefault("refused", Map.of()));
        expected.keySet().removeIf(fault -> !isByItself(fault));
        assertThat(refused).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1250.5|1250500",
                "1,250.05|1250050",
                "0.001|1",
                "012|12000",
                "999999999999.999|999999999999999",
                "1,000,000|1000000000",
                "0|-1",
                "0.000|-1",
                "1.0000|-1",
                "1.|-1",
                ".5|-1",
                "1,00|-1",
                "12,5.3|-1",
                "1000,000|-1",
                ",100|-1",
                "1,000,|-1",
                "1.2.3|-1",
                "1.0,0|-1",
                "+1|-1",
                "-1|-1",
                "1e3|-1",
                "٣|-1",
                "1234567890123|-1",
                "0000000000001|-1",
                "十二|-1",
                "1 000|-1"
            })
    void weights_are_read_exactly(String text, long grams) {
        assertThat(Exact.thousandths(text)).isEqualTo(grams);
    }

    @Test
    void prices_have_two_decimals_and_packs_none() {
        assertThat(Exact.hundredths("1.25")).isEqualTo(125);
        assertThat(Exact.hundredths("1.250")).isEqualTo(Exact.NONE);
        assertThat(Exact.whole("1,250")).isEqualTo(1250);
        assertThat(Exact.whole("1.0")).isEqualTo(Exact.NONE);
        assertThat(Exact.whole("")).isEqualTo(Exact.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-05 06:07:08,1772662028000",
        "2026/3/5 6:07,1772662020000",
        "2026/03/05 06:7,1772662020000",
        "2026年3月5日 6时7分,1772662020000",
        "2026-03-05 06:07,-1",
        "2026-3-05 06:07:08,-1",
        "2026-03-05T06:07:08,-1",
        "2026-03-05  06:07:08,-1",
        "2026/3/5 6:07:08,-1",
        "2026/2/30 6:00,-1",
        "2026-03-05 24:00:00,-1",
        "2026年3月5日6时7分,-1",
        "45789.5,-1"
    })
    void times_are_local(String text, long epochMilli) {
        assertThat(MarketTime.parse(text).orElse(-1)).isEqualTo(epochMilli);
    }

    @Test
    void amounts_are_compared_without_overflow() {
        assertThat(RowChecks.amountsAgree(125, 300, 38)).isTrue();
        assertThat(RowChecks.amountsAgree(125, 300, 36)).isFalse();
        long most = 999_999_999_999_999L;
        assertThat(RowChecks.amountsAgree(most, 99_999_999_999_999L, 1)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ReferenceFault.class)
    void a_row_that_stops_the_import_says_what_to_do(ReferenceFault fault) {
        assertThat(fault.cure(Locale.CHINESE)).isNotEqualTo(fault.cure(Locale.ENGLISH));
    }

    @Test
    void every_bad_row_of_the_other_tables_is_reported() {
        List<BadReference> bad = new ArrayList<>();
        ReferenceChecks checks = new ReferenceChecks("A1"::equals, bad::add);
        checks.check(row(SeasonTable.PARTIES, 2, "A1", "", "茶客"), false);
        checks.check(row(SeasonTable.PARTIES, 3, "", "", "茶农"), false);
        checks.check(row(SeasonTable.PLOTS, 4, "P1", "A2", "0"), true);
        checks.check(row(SeasonTable.CERTIFICATES, 5, "C1", "", "1", "", "2026-3-5", "A1"), false);
        checks.check(row(SeasonTable.PRODUCTS, 6, "6901234000100", "A1", "", "", "", "1.5"), false);
        checks.check(row(SeasonTable.PRODUCTS, 7, "06901234567892", "A1", "", "", "", "1"), false);
        assertThat(bad)
                .extracting(b ->
                        b.table().fileName() + ":" + b.line() + " " + b.column() + "=" + b.value() + " " + b.fault())
                .containsExactly(
                        "parties.csv:2 kind=茶客 UNKNOWN_KIND",
                        "parties.csv:3 card= NO_NUMBER",
                        "plots.csv:4 plot=P1 SEEN_BEFORE",
                        "plots.csv:4 card=A2 UNKNOWN_CARD",
                        "plots.csv:4 area=0 BAD_NUMBER",
                        "certificates.csv:5 day=2026-3-5 BAD_DAY",
                        "products.csv:6 gtin=6901234000100 BAD_GTIN",
                        "products.csv:6 netGrams=1.5 BAD_NUMBER",
                        "products.csv:7 gtin=06901234567892 BAD_GTIN");
    }

    private static Row row(SeasonTable table, long line, String... fields) {
        List<String> all = new ArrayList<>(List.of(fields));
        while (all.size() < table.columns().size()) {
            all.add("");
        }
        return new Row(table, line, all);
    }

    private static boolean isByItself(String fault) {
        return Code.valueOf(fault).compareTo(Code.GTIN_MISMATCH) <= 0;
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new TreeMap<>();
        map.forEach((key, value) -> copy.put(key.toString(), value));
        return copy;
    }

    /** The parties and products of a season, in memory. */
    private static final class Listed implements Register {
        private final Map<String, PartyKind> kinds = new HashMap<>();
        private final Map<String, Product> products = new HashMap<>();

        Listed(SeasonFiles files) {
            List<BadReference> bad = new ArrayList<>();
            ReferenceChecks checks = new ReferenceChecks(kinds::containsKey, bad::add);
            for (SeasonTable table :
                    List.of(SeasonTable.PARTIES, SeasonTable.PLOTS, SeasonTable.CERTIFICATES, SeasonTable.PRODUCTS)) {
                files.file(table).read(row -> {
                    switch (checks.check(row, kinds.containsKey(row.number()))) {
                        case ReferenceRow.Party p -> kinds.put(p.card(), p.kind());
                        case ReferenceRow.Product p -> products.put(p.gtin(), new Product(p.factory(), p.netGrams()));
                        case null, default -> {}
                    }
                });
            }
            assertThat(bad).isEmpty();
        }

        @Override
        public @Nullable PartyKind kind(String card) {
            return kinds.get(card);
        }

        @Override
        public @Nullable Product product(String gtin) {
            return products.get(gtin);
        }
    }
}
