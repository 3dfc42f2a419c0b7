package qingshan.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sources may not say. */
class TidyTest {
    private static final int LINES_MAX = 400;

    /** Put together here, so that this file does not offend against itself. */
    private static final Pattern UNFINISHED = Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME|X" + "XX|HA" + "CK)\\b|@"
            + "Disabled|Thread\\.sl" + "eep\\(|\\bMock" + "ito\\b");

    @Test
    void chaincode_comes_to_the_same_on_every_peer() {
        assertThat(Ban.offences(Repository.java("chaincode/rules/src/main", "chaincode/contracts/src/main")))
                .isEmpty();
    }

    @Test
    void the_chaincode_is_where_this_test_looks_for_it() {
        assertThat(Repository.java("chaincode/rules/src/main")).hasSizeGreaterThan(20);
        assertThat(Repository.java("chaincode/contracts/src/main")).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            clock            | long t = System.currentTimeMillis();
            clock            | var t = Instant.now();
            clock            | var t = LocalDate.now(zone);
            random           | var r = new SecureRandom();
            random           | var id = UUID.randomUUID();
            environment      | var home = System.getenv(name);
            environment      | s.append(System.lineSeparator());
            files or network | import java.nio.file.Files;
            locale           | s.toLowerCase()
            locale           | String.format(pattern, 1)
            locale           | pattern.formatted(1)
            default charset  | text.getBytes()
            default charset  | new String(bytes)
            hash order       | Map<String, Long> m = new HashMap<>();
            hash order       | import java.util.HashSet;
            hash order       | for (var e : Map.of(a, b).entrySet()) {}
            hash order       | Set.copyOf(list)
            hash order       | s.collect(Collectors.toSet())
            hash order       | Map<A, B> m = new IdentityHashMap<>();
            parallel work    | list.parallelStream()
            parallel work    | new Thread(task)
            parallel work    | import java.util.concurrent.Executors;
            floating point   | double share = 1;
            floating point   | var x = 0.5;
            floating point   | var x = 3f;
            floating point   | n.doubleValue()
            output           | System.out.println(x);
            output           | e.printStackTrace();
            reflection order | type.getDeclaredMethods()
            assert           | assert n > 0;
            machine limits   | catch (StackOverflowError e) {}
            """)
    void each_ban_is_found_and_names_what_to_use(String what, String code) {
        assertThat(Ban.offences("A.java", "class A {\n" + code + "\n}"))
                .anyMatch(line -> line.startsWith("A.java:2: ") && line.contains("(" + what + "); use "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// Instant.now() would differ\n/* HashMap\n too */",
                "var s = \"System.out and 1.5 and \\\" new HashMap<>()\"; char c = '\"'; var t = \"x\";",
                "var s = \"\"\"\n a \"double\" Random\n\"\"\";",
                "new TreeMap<>(); new LinkedHashMap<>(); EnumSet.of(A); s.toLowerCase(Locale.ROOT); List.of(1)",
                "new LinkedHashMap<>(256, 0.75f, true) // how its order is asked for",
                "String.format(Locale.ROOT, p, 1); text.getBytes(UTF_8); new String(bytes, UTF_8)",
                "int hex = 0x1F; long n = 1_000L; int doubled = n * 2; timestamp.now; runtime(); a.b1.c"
            })
    void what_is_allowed_is_not_found(String code) {
        assertThat(Ban.offences("A.java", code)).isEmpty();
    }

    @Test
    void no_source_is_too_long_or_unfinished() {
        List<String> offences = new ArrayList<>();
        for (String file : Repository.files("")) {
            if (isSource(file)) {
                String text = Repository.text(file);
                if (text.lines().count() > LINES_MAX) {
                    offences.add(file + ": more than " + LINES_MAX + " lines; is it one thing?");
                }
                UNFINISHED
                        .matcher(text)
                        .results()
                        .forEach(found ->
                                offences.add(file + ":" + JavaText.lineOf(text, found.start()) + ": " + found.group()));
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void the_marks_of_unfinished_work_are_known() {
        assertThat(List.of("// FIX" + "ME later", "// TO" + "DO", "Thread.sl" + "eep(10)", "@" + "Disabled"))
                .allMatch(line -> UNFINISHED.matcher(line).find());
    }

    private static boolean isSource(String file) {
        return file.endsWith(".java") || file.endsWith(".sh") || file.equals("qingshan") || file.equals(".ci/run");
    }
}
