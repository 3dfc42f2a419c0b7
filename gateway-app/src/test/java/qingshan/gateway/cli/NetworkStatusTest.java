package qingshan.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import qingshan.gateway.Sentences;

/** What is left of a network is told with what to do. */
class NetworkStatusTest {
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path home;

    private Path run;

    @BeforeEach
    void a_network_that_was_begun() throws IOException {
        Path network = home.resolve("network").resolve("small");
        run = Files.createDirectories(network.resolve("run"));
        Files.copy(Path.of("..", "network", "topologies", "small.json"), network.resolve("topology.json"));
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void what_runs_without_supervisor_and_what_was_never_begun(Lang lang) throws IOException {
        Path boot = Path.of("/proc/sys/kernel/random/boot_id");
        Assumptions.assumeTrue(Files.exists(boot), "no Linux");
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String birth = Files.readString(boot).strip() + " "
                + stat.substring(stat.lastIndexOf(')')).split(" ", -1)[20];
        long self = ProcessHandle.current().pid();
        Files.writeString(run.resolve("wanted.json"), """
                {"services":[
                {"name":"ca.trade","after":"","command":["x"],"environment":[],"directory":"/","address":"127.0.0.1:1"},
                {"name":"ca.registry","after":"","command":["x"],"environment":[],"directory":"/","address":"127.0.0.1:2"}
                ]}""");
        Files.writeString(
                run.resolve("running.json"),
                "{\"processes\":[{\"name\":\"ca.trade\",\"pid\":%d,\"birth\":\"%s\",\"starts\":1}]}"
                        .formatted(self, birth));
        assertThat(status(lang)).isEqualTo(1);
        boolean chinese = lang == Lang.zh;
        assertThat(line("ca.trade")).contains(chinese ? "运行" : "runs", Long.toString(self));
        assertThat(line("ca.registry")).contains(chinese ? "未运行" : "DOWN");
        for (String never : new String[] {"orderer0.registry", "peer0.trade", "chaincode.peer0.registry"}) {
            assertThat(line(never)).contains(chinese ? "未曾启动" : "not begun");
        }
        assertThat(out.toString())
                .contains(chinese ? "没有监督进程" : "No supervisor", "network up small", "network down small");
    }

    @Test
    void what_was_never_begun_at_all() {
        assertThat(status(Lang.en)).isEqualTo(1);
        assertThat(out.toString()).contains("The network small is not up");
    }

    private String line(String process) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(process + " "))
                .findFirst()
                .orElseThrow();
    }

    private int status(Lang lang) {
        Sentences sentences = Sentences.of(Main.class, "Commands", lang.locale());
        Map<String, String> environment = Map.of("QINGSHAN_HOME", home.toString(), "XDG_CACHE_HOME", home.toString());
        return Main.speaking(lang, new CommandLine(new NetworkStatusCommand(sentences, environment)))
                .setOut(new PrintWriter(out))
                .execute("small");
    }
}
