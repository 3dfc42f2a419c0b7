package qingshan.rules.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import qingshan.rules.Command;
import qingshan.rules.Submitter;
import qingshan.rules.authority.Authorization.Line;
import qingshan.rules.testing.Sealed;
import qingshan.rules.testing.Submitters;
import qingshan.rules.testing.Tables;

/** Made from the tables that people read: {@code docs/reference/authorization.md}. */
class AuthorizationTest {
    static final String DOCUMENT = "docs/reference/authorization.md";
    static final List<String> MSPS =
            List.of(Submitter.REGISTRY, Submitter.TRADE, Submitter.BANK, Submitter.AUDITOR, "SomeOtherMSP");
    static final List<String> ATTRIBUTES = List.of(
            "registrar",
            "policy-officer",
            "inspector",
            "village-officer",
            "town-officer",
            "county-officer",
            "market-clerk",
            "importer",
            "loan-officer",
            "auditor",
            "admin",
            "Registrar",
            "");

    /** The document's lines. */
    static List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (List<String> row : Tables.rowsOfCode(DOCUMENT)) {
            assertThat(row).as("a line of five cells").hasSize(5).doesNotContain("");
            lines.add(new Line(row.get(0), row.get(2), row.get(3)));
        }
        return lines;
    }

    static List<String> commands() {
        return Sealed.records(Command.class).stream().map(Class::getSimpleName).toList();
    }

    @Test
    void the_document_is_the_table_of_the_code() {
        assertThat(lines()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(Authorization.LINES);
        assertThat(Authorization.LINES).doesNotHaveDuplicates();
    }

    @Test
    void every_command_stands_in_the_document_and_nothing_else_does() {
        assertThat(lines().stream().map(Line::command).distinct()).containsExactlyInAnyOrderElementsOf(commands());
    }

    @Test
    void every_attribute_of_the_document_is_tried() {
        assertThat(ATTRIBUTES).containsAll(lines().stream().map(Line::attribute).toList());
    }

    @TestFactory
    Stream<DynamicTest> a_command_is_allowed_where_a_line_says_so_and_nowhere_else() {
        List<Line> lines = lines();
        return commands().stream()
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    for (String mspId : MSPS) {
                        for (String attribute : ATTRIBUTES) {
                            boolean allowed = lines.contains(new Line(command, mspId, attribute));
                            assertThat(Authorization.allows(command, Submitters.of(mspId, attribute)))
                                    .as("%s by %s with %s", command, mspId, attribute)
                                    .isEqualTo(allowed);
                        }
                        assertThat(Authorization.allows(command, Submitters.of(mspId)))
                                .as("%s by %s with no attribute", command, mspId)
                                .isFalse();
                    }
                }));
    }
}
