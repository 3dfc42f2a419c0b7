package qingshan.rules.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qingshan.rules.Code;
import qingshan.rules.Command;
import qingshan.rules.batch.BatchEntry;
import qingshan.rules.json.JsonParser;
import qingshan.rules.party.Witnesses;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.testing.Golden;
import qingshan.rules.testing.Sealed;
import qingshan.rules.testing.Tables;

/** {@code docs/reference/commands.md} says of each command what the record says, and shows the example that is tested. */
class CommandsDocTest {
    private static final String DOCUMENT = Tables.text("docs/reference/commands.md");
    private static final Pattern CODE = Pattern.compile("`([A-Z][A-Z_]+)`");

    static Stream<Class<? extends Command>> commands() {
        return Sealed.records(Command.class).stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_example_is_the_golden_file(Class<? extends Command> type) {
        String section = section(type);
        String json = section.substring(section.indexOf("```json") + 7, section.lastIndexOf("```"));
        Golden.check("commands/" + type.getSimpleName(), JsonParser.object(json));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_member_is_described_and_no_other(Class<? extends Command> type) {
        Set<String> common = new HashSet<>(fields(DOCUMENT.substring(0, DOCUMENT.indexOf("\n### "))));
        List<String> described = fields(section(type));
        assertThat(described).doesNotHaveDuplicates();
        Set<String> known = new HashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            collect(component, "", known);
        }
        known.removeIf(path -> common.contains(path.substring(path.lastIndexOf('.') + 1)) && !described.contains(path));
        assertThat(described).containsExactlyInAnyOrderElementsOf(known);
    }

    /** The bodies that are signed are described member by member, the smaller values by their form. */
    private static void collect(RecordComponent component, String prefix, Set<String> known) {
        String path = prefix + component.getName();
        Class<?> type = component.getType();
        if (component.getName().equals("document")) {
            known.add(path);
            members(SeasonPolicy.class, path + ".", known);
        } else if (component.getName().equals("entries")) {
            known.add(path);
            members(BatchEntry.class, path + "[].", known);
        } else if (type.isRecord()
                && type.getRecordComponents().length > 2
                && !type.equals(Witnesses.class)
                && !path.endsWith("signer")) {
            members(type, path + ".", known);
        } else {
            known.add(path);
        }
    }

    private static void members(Class<?> type, String prefix, Set<String> known) {
        Arrays.stream(type.getRecordComponents()).forEach(inner -> collect(inner, prefix, known));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void its_refusals_are_codes(Class<? extends Command> type) {
        String section = section(type);
        String refused = section.substring(section.indexOf("\nRefused: "));
        List<String> codes = new ArrayList<>();
        CODE.matcher(refused).results().forEach(found -> codes.add(found.group(1)));
        assertThat(codes).isNotEmpty().doesNotHaveDuplicates();
        assertThat(Arrays.stream(Code.values()).map(Enum::name)).containsAll(codes);
    }

    @Test
    void every_command_has_one_section_and_nothing_else_has() {
        List<String> sections = DOCUMENT.lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
        assertThat(sections)
                .containsExactlyInAnyOrderElementsOf(
                        commands().map(Class::getSimpleName).toList());
    }

    private static String section(Class<?> type) {
        int start = DOCUMENT.indexOf("\n### " + type.getSimpleName() + "\n");
        assertThat(start).as(type.getSimpleName()).isPositive();
        int end = DOCUMENT.indexOf("\n##", start + 5);
        return DOCUMENT.substring(start, end < 0 ? DOCUMENT.length() : end);
    }

    private static List<String> fields(String text) {
        return text.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();
    }
}
