package qingshan.gateway.season.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.season.GivenSeasons;

class SeasonImportTest {
    @ParameterizedTest
    @ValueSource(strings = {"edges", "spring-2026"})
    void x(String season) throws Exception {
        try (ImportHarness harness = new ImportHarness()) {
            long t = System.nanoTime();
            harness.run(GivenSeasons.directory().resolve(season));
            System.out.println((System.nanoTime() - t) / 1e9);
            Map<String, Long> outcomes = new TreeMap<>();
            try (Connection c = harness.database.source().getConnection();
                    Statement s = c.createStatement();
                    ResultSet r = s.executeQuery(
                            "select tab, coalesce(n.code,'ACCEPTED'), count(*) from own.season_row r left join own.season_refusal n using (run,tab,line) group by 1,2 order by 1,2")) {
                while (r.next()) {
                    outcomes.put(Section.of(r.getInt(1)).title() + "." + r.getString(2), r.getLong(3));
                }
            }
            System.out.println(outcomes);
            System.out.println(GivenSeasons.expected(season).get("outcomes"));
            assertThat(outcomes).isNotEmpty();
        }
    }
}
