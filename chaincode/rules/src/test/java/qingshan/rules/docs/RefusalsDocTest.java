package qingshan.rules.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import qingshan.rules.Code;
import qingshan.rules.testing.Tables;

class RefusalsDocTest {
    private static final String DOCUMENT = "docs/reference/refusals.md";

    @Test
    void every_code_stands_in_the_document_exactly_once() {
        List<String> told =
                Tables.rowsOfCode(DOCUMENT).stream().map(List::getFirst).toList();
        assertThat(told).doesNotHaveDuplicates();
        assertThat(told)
                .containsAll(Arrays.stream(Code.values()).map(Enum::name).toList());
    }

    @Test
    void every_code_is_explained_in_both_languages() {
        assertThat(Tables.rowsOfCode(DOCUMENT))
                .allSatisfy(row -> assertThat(row)
                        .hasSize(5)
                        .allSatisfy(cell -> assertThat(cell).isNotEmpty()));
    }
}
