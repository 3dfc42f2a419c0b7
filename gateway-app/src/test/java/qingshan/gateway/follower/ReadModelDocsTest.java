package qingshan.gateway.follower;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.home.Database;

/** The document of the read model names everything that is there. */
class ReadModelDocsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT tablename FROM pg_tables WHERE schemaname = 'read' AND tablename NOT LIKE 'flyway%'",
                "SELECT indexname FROM pg_indexes WHERE schemaname = 'read' AND tablename NOT LIKE 'flyway%'"
            })
    void each_table_and_each_index_stands_in_the_document(String names) throws IOException {
        String document = Files.readString(Path.of("..", "docs", "reference", "read-model.md"));
        try (Database database = TestPostgres.fresh()) {
            List<String> found = Rows.of(database.source(), names);
            assertThat(found).hasSizeGreaterThan(10).allMatch(name -> document.contains("`" + name + "`"));
        }
    }
}
