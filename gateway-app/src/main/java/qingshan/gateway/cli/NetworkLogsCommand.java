package qingshan.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.home.Home;
import qingshan.gateway.network.Network;
import qingshan.gateway.network.install.Programs;

/** {@code ./qingshan network logs}: the newest lines of a process's log; without a process, where each log is. */
@Command(name = "logs")
final class NetworkLogsCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(index = "0", paramLabel = "PROCESS", arity = "0..1", descriptionKey = "process")
    private @Nullable String process;

    @Option(names = "--network", paramLabel = "NETWORK", defaultValue = "county", descriptionKey = "network")
    private String name = "county";

    @Option(names = "--lines", paramLabel = "N", defaultValue = "50")
    private int lines;

    @Spec
    private CommandSpec spec;

    NetworkLogsCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Network network = Network.of(Home.open(environment), name, () -> Programs.find(environment), _ -> {});
        SortedMap<String, Path> logs = network.logs();
        if (process == null) {
            logs.forEach((one, file) -> out.println("%-28s %s".formatted(one, file)));
            if (logs.isEmpty()) {
                out.println(sentences.say("network.logs.none", network.name()));
            }
            return CommandLine.ExitCode.OK;
        }
        Path log = logs.get(process);
        if (log == null) {
            spec.commandLine()
                    .getErr()
                    .println(sentences.say("network.logs.unknown", process, String.join(", ", logs.keySet())));
            return CommandLine.ExitCode.USAGE;
        }
        tail(log).forEach(out::println);
        return CommandLine.ExitCode.OK;
    }

    private ArrayDeque<String> tail(Path log) {
        ArrayDeque<String> tail = new ArrayDeque<>();
        try (Stream<String> all = Files.lines(log)) {
            all.forEach(line -> {
                tail.add(line);
                if (tail.size() > Math.max(1, lines)) {
                    tail.remove();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tail;
    }
}
