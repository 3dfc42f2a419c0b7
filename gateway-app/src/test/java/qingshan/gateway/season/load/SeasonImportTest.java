package qingshan.gateway.season.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.season.GivenSeasons;

class SeasonImportTest {
    @ParameterizedTest
    @ValueSource(strings = {"edges", "spring-2026"})
    void a_given_season_comes_to_what_is_expected(String season) {
        try (ImportHarness harness = new ImportHarness()) {
            Map<String, Object> report = harness.report(GivenSeasons.directory().resolve(season));
            assertThat(ImportHarness.expectedPart(report)).isEqualTo(GivenSeasons.expected(season));
        }
    }
}
