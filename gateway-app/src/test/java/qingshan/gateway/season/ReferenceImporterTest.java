package qingshan.gateway.season;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceImporterTest {
    @ParameterizedTest
    @ValueSource(strings = {"edges", "spring-2026"})
    void it_comes_to_what_the_given_seasons_expect(String season) {
        assertThat(ReferenceImporter.expected(GivenSeasons.directory().resolve(season)))
                .isEqualTo(GivenSeasons.expected(season));
    }
}
