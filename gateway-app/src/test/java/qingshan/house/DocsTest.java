package qingshan.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents that lead somewhere. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(\\.\\w+)?`");

    @Test
    void each_link_leads_to_a_file_of_the_repository() {
        assertThat(documents().flatMap(DocsTest::deadLinks)).isEmpty();
    }

    @Test
    void each_test_that_a_document_names_is_there() {
        List<String> tests = Repository.files("").stream()
                .filter(file -> file.endsWith("Test.java"))
                .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()))
                .toList();
        assertThat(documents()
                        .flatMap(file -> TEST.matcher(Repository.text(file))
                                .results()
                                .map(found -> found.group(1))
                                .filter(test -> !tests.contains(test))
                                .map(test -> file + ": " + test)))
                .isEmpty();
    }

    private static Stream<String> documents() {
        return Repository.files("").stream().filter(file -> file.endsWith(".md"));
    }

    private static Stream<String> deadLinks(String file) {
        Path here = Repository.root().resolve(file).resolveSibling("");
        return LINK.matcher(Repository.text(file))
                .results()
                .map(found -> found.group(1))
                .filter(link -> !Files.exists(here.resolve(link)))
                .map(link -> file + ": " + link);
    }
}
