package qingshan.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the real {@code ./qingshan} in a directory of its own, with stand-ins for the JDK and for Maven on its PATH. */
class LauncherTest {
    private static final String SUITE = """
            <testsuite name="a.B" time="0.1" tests="4" errors="1" skipped="1" failures="1">
              <testcase name="passes" classname="a.B" time="0.0">
                <system-out><![CDATA[a line that names <failure> proves nothing]]></system-out>
              </testcase>
              <testcase name="fails" classname="a.B" time="0.0">
                <failure message="no"/>
              </testcase>
              <testcase name="breaks" classname="a.B" time="0.0">
                <error message="no"/>
              </testcase>
              <testcase name="rests" classname="a.B" time="0.0">
                <skipped message="org.opentest4j.TestAbortedException: Assumption failed: no shared data &quot;here&quot;"/>
              </testcase>
            </testsuite>
            """;

    private static final String WITHOUT_FABRIC = """
            <testsuite name="a.C" time="0.1" tests="2" errors="0" skipped="2" failures="0">
              <testcase name="trades" classname="a.C" time="0.0">
                <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException:\s
            assumption was not met due to: [not tried on Fabric: Programs of Fabric are not there: peer.]\s
            Expecting value to be true but was false
            ]]></skipped>
              </testcase>
              <testcase name="rests" classname="a.C" time="0.0">
                <skipped message="org.opentest4j.TestAbortedException: no shared data"/>
              </testcase>
            </testsuite>
            """;

    @TempDir
    private Path root;

    private Path jdk;
    private String locale = "C.UTF-8";

    @BeforeEach
    void a_clone_with_stand_ins() throws IOException {
        Path here = Path.of("..").toRealPath();
        Files.createDirectories(root.resolve(".build"));
        for (String script : List.of("qingshan", ".build/app.sh", ".build/test.sh")) {
            Files.copy(here.resolve(script), root.resolve(script));
        }
        write("pom.xml", "");
        for (String module : List.of("chaincode/rules", "gateway-app")) {
            write(module + "/pom.xml", "");
            write(module + "/src/main/java/A.java", "");
        }
        jdk = root.resolve("jdk");
        write("jdk/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.3\"\n");
        script("jdk/bin/java", "printf '%s\\n' java \"LC_ALL=$LC_ALL\" \"$@\"");
        script("jdk/bin/javac", "");
    }

    @Test
    void the_test_summary_counts_reports_names_failures_and_fails() throws Exception {
        write("gateway-app/target/surefire-reports/TEST-stale.xml", SUITE);
        maven(
                "mkdir -p chaincode/rules/target/surefire-reports; cat >chaincode/rules/target/surefire-reports/TEST-a.xml"
                        + " <<'X'\n" + SUITE + "X\nexit 1");
        Run run = qingshan("test", "-Dx=y z", "--lang", "en");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.lines())
                .contains(
                        "mvn -Dmaven.test.failure.ignore=true -Dx=y z verify",
                        "  a.B.fails",
                        "  a.B.breaks",
                        "  a.B.rests: Assumption failed: no shared data \"here\"");
        assertThat(run.lines()).doesNotContain("  a.B.passes", "  a.B.rests");
        assertThat(run.lines()).last().isEqualTo("1 passed, 2 failed, 1 skipped");
    }

    @Test
    void the_test_summary_says_that_fabric_is_not_there() throws Exception {
        maven(
                "mkdir -p gateway-app/target/surefire-reports; cat >gateway-app/target/surefire-reports/TEST-a.xml <<'X'\n"
                        + WITHOUT_FABRIC + "X");
        assertThat(qingshan("test", "--lang", "en").lines())
                .contains(
                        "  a.C.trades: not tried on Fabric: Programs of Fabric are not there: peer.",
                        "  a.C.rests: no shared data",
                        "Fabric's programs were not found: 1 tests on the real network were skipped;"
                                + " ./qingshan network install brings them.")
                .last()
                .isEqualTo("0 passed, 0 failed, 2 skipped");
    }

    @Test
    void help_on_tests_says_what_they_take_and_deletes_nothing() throws Exception {
        write("gateway-app/target/surefire-reports/TEST-kept.xml", SUITE);
        maven("exit 1");
        for (String help : List.of("--help", "-h")) {
            Run run = qingshan("test", help, "--lang", "en");
            assertThat(run.code()).isZero();
            assertThat(run.lines()).first().asString().startsWith("Usage: ./qingshan test");
            assertThat(run.lines()).noneMatch(l -> l.startsWith("mvn"));
        }
        assertThat(qingshan("test", "--help", "--lang", "zh").lines()).anyMatch(l -> l.startsWith("用法："));
        assertThat(root.resolve("gateway-app/target/surefire-reports/TEST-kept.xml"))
                .exists();
    }

    @Test
    void a_build_that_fails_without_a_failed_test_fails() throws Exception {
        maven("exit 1");
        Run run = qingshan("test");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.lines()).last().isEqualTo("0 passed, 0 failed, 0 skipped");
    }

    @Test
    void a_failed_test_fails_even_when_maven_does_not() throws Exception {
        maven(
                "mkdir -p gateway-app/target/surefire-reports; cat >gateway-app/target/surefire-reports/TEST-a.xml <<'X'\n"
                        + SUITE + "X");
        assertThat(qingshan("test").code()).isEqualTo(1);
    }

    @Test
    void a_command_builds_once_and_again_when_a_source_is_newer_or_gone() throws Exception {
        maven("mkdir -p gateway-app/target/app.new/lib; touch gateway-app/target/qingshan-gateway.jar");
        assertThat(qingshan("import", "a b").lines()).contains("java", "a b").anyMatch(l -> l.startsWith("Building"));
        assertThat(qingshan("import").lines()).noneMatch(l -> l.contains("uilding") || l.contains("building"));

        Path source = root.resolve("chaincode/rules/src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(qingshan("import").lines()).anyMatch(l -> l.contains("newer than the build"));
        Files.delete(source);
        assertThat(qingshan("import").lines()).anyMatch(l -> l.contains("newer than the build"));
        assertThat(qingshan("import", "--lang", "zh").lines()).noneMatch(l -> l.contains("构建"));
    }

    @Test
    void a_build_that_fails_starts_nothing() throws Exception {
        maven("echo '[ERROR] Could not transfer artifact x'; exit 1");
        Run run = qingshan("import");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.lines()).doesNotContain("java").anyMatch(l -> l.contains("check the network"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "zh_CN.not-installed"})
    void where_the_locale_has_no_utf_8_java_is_given_one_that_has(String poor) throws Exception {
        locale = poor;
        maven(
                "[ \"$LC_ALL\" = C.UTF-8 ] && mkdir -p gateway-app/target/app.new/lib && touch gateway-app/target/qingshan-gateway.jar");
        assertThat(qingshan("import").lines())
                .contains("LC_ALL=C.UTF-8", "-Dqingshan.lang=" + (poor.startsWith("zh") ? "zh" : "en"));
    }

    @Test
    void without_maven_it_says_what_to_install() throws Exception {
        script("bin/mvn", "echo Apache Maven 3.6.3");
        Run run = qingshan("import", "--lang=zh");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.lines()).anyMatch(l -> l.contains("sudo apt install maven"));
    }

    private void maven(String body) throws IOException {
        script("bin/mvn", """
                [ "$1" != -v ] || { echo 'Apache Maven 3.8.7'; exit; }
                shift 5; echo "mvn $*"; cd '%s'
                %s""".formatted(root, body));
    }

    private void script(String name, String body) throws IOException {
        write(name, "#!/usr/bin/env bash\n" + body + "\n");
        assertThat(root.resolve(name).toFile().setExecutable(true)).isTrue();
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }

    private Run qingshan(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", root.resolve("qingshan").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("LC_ALL", locale);
        builder.environment().put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        return new Run(process.waitFor(), lines);
    }

    private record Run(int code, List<String> lines) {}
}
