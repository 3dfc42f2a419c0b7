package qingshan.gateway.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import qingshan.gateway.Sentences;
import qingshan.gateway.network.Logs;
import qingshan.gateway.network.Network;

/** {@code ./qingshan network logs}: the newest lines of a process's log; without a process, where each log is. */
@Command(name = "logs")
final class NetworkLogsCommand extends NetworkAction {
    @Parameters(index = "0", paramLabel = "PROCESS", arity = "0..1", descriptionKey = "process")
    private @Nullable String process;

    @Option(names = "--network", paramLabel = "NETWORK", defaultValue = "county", descriptionKey = "network")
    private String name = "county";

    @Option(names = "--lines", paramLabel = "N", defaultValue = "50")
    private int lines;

    NetworkLogsCommand(Sentences sentences, Map<String, String> environment) {
        super(sentences, environment);
    }

    @Override
    public Integer call() {
        Network network = network(name);
        SortedMap<String, Path> logs = network.logs().files();
        if (process == null) {
            logs.forEach((one, file) -> print("%-28s %s".formatted(one, file)));
            if (logs.isEmpty()) {
                say("network.logs.none", network.name());
            }
            return CommandLine.ExitCode.OK;
        }
        Path log = logs.get(process);
        if (log == null) {
            complain("network.logs.unknown", process, String.join(", ", logs.keySet()));
            return CommandLine.ExitCode.USAGE;
        }
        Logs.tail(log, Math.max(1, lines)).forEach(this::print);
        return CommandLine.ExitCode.OK;
    }
}
