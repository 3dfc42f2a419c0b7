package qingshan.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.bench.Bench;
import qingshan.gateway.keeper.LedgerKind;

/** {@code ./qingshan bench}: measures, and prints one table. */
@Command(name = "bench")
final class BenchCommand implements Callable<Integer> {
    private final Sentences sentences;

    @Parameters(paramLabel = "NAME", arity = "0..*", descriptionKey = "names")
    private List<String> names = List.of();

    @Option(names = "--ledger", paramLabel = "LEDGER", defaultValue = "embedded")
    private String ledger = "embedded";

    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--long")
    private boolean thorough;

    @Option(names = "--report", paramLabel = "FILE")
    private @Nullable Path report;

    @Spec
    private CommandSpec spec;

    BenchCommand(Sentences sentences) {
        this.sentences = sentences;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        for (String name : names) {
            if (!Bench.names().contains(name)) {
                err.println(sentences.say("bench.unknown", name, String.join(", ", Bench.names())));
                return CommandLine.ExitCode.USAGE;
            }
        }
        Optional<LedgerKind> kind = LedgerKind.named(ledger);
        if (kind.isEmpty()) {
            err.println(sentences.say("up.ledger.bad", ledger));
            return CommandLine.ExitCode.USAGE;
        }
        boolean fabric = kind.get() == LedgerKind.FABRIC;
        if (fabric && !names.isEmpty()) {
            err.println(sentences.say("bench.fabric.names"));
            return CommandLine.ExitCode.USAGE;
        }
        Bench.Size size = quick ? Bench.Size.QUICK : thorough ? Bench.Size.LONG : Bench.Size.NORMAL;
        Bench.Result result = Bench.run(names, fabric, size, System.getenv(), sentences.locale(), err::println);
        err.println();
        out.print(result.text());
        out.flush();
        if (report != null) {
            Files.writeString(report, result.markdown());
        }
        return CommandLine.ExitCode.OK;
    }
}
