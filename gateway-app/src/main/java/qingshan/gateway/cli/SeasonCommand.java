package qingshan.gateway.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.season.SeasonException;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;

/** {@code ./qingshan season}: makes a season of any size to try things on. */
@Command(name = "season")
final class SeasonCommand implements Callable<Integer> {
    private final Sentences sentences;

    @Parameters(paramLabel = "DIR", descriptionKey = "directory")
    private Path directory;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1")
    private long seed;

    @Option(names = "--farmers", paramLabel = "N", defaultValue = "130")
    private int farmers;

    @Option(names = "--traders", paramLabel = "N", defaultValue = "18")
    private int traders;

    @Option(names = "--factories", paramLabel = "N", defaultValue = "6")
    private int factories;

    @Option(names = "--slips", paramLabel = "N", defaultValue = "6800")
    private int slips;

    @Spec
    private CommandSpec spec;

    SeasonCommand(Sentences sentences) {
        this.sentences = sentences;
    }

    @Override
    public Integer call() {
        SeasonPlan plan;
        try {
            plan = new SeasonPlan(seed, farmers, traders, factories, slips);
        } catch (SeasonException bounds) {
            spec.commandLine().getErr().println(bounds.sentence(sentences.locale()));
            return CommandLine.ExitCode.USAGE;
        }
        SeasonGenerator.write(directory, plan);
        spec.commandLine().getOut().println(sentences.say("season.made", directory, slips, String.valueOf(seed)));
        return CommandLine.ExitCode.OK;
    }
}
