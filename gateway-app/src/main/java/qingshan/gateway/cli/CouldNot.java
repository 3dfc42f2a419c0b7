package qingshan.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import qingshan.gateway.Explained;
import qingshan.gateway.Sentences;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Home;

/** Says in one sentence why a command could not be done; exit code 1. */
final class CouldNot implements IExecutionExceptionHandler {
    /** In the home: where each failure that nobody expected came from. */
    private static final String LOG = "failures.log";

    private static final long LOG_BYTES_MAX = 1024 * 1024;

    private final Sentences sentences;
    private final Map<String, String> environment;

    CouldNot(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return tell(failure, command.getErr());
    }

    /** Also of an error, such as no memory left. */
    int tell(Throwable failure, PrintWriter err) {
        err.println(sentence(failure));
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private String sentence(Throwable failure) {
        Trouble trouble = Trouble.of(failure);
        if (trouble.kind() == Trouble.Kind.DATABASE_LOST && homeIsFull()) {
            trouble = new Trouble(Trouble.Kind.DISK_FULL, "");
        } else if (failure instanceof Explained explained) {
            String sentence = explained.sentence(sentences.locale());
            if (sentence.contains(LOG)) {
                keep(failure); // where the sentence points to it, there must be something to find
            }
            return sentence;
        }
        if (trouble.kind() != Trouble.Kind.UNFORESEEN) {
            return sentences.say("could.not", trouble);
        }
        Path log = keep(failure);
        return log == null
                ? sentences.say("could.not", trouble)
                : sentences.say("could.not.unforeseen", trouble.detail(), log);
    }

    private boolean homeIsFull() {
        return Home.isThere(environment) && Home.open(environment).isFull();
    }

    /** Appends where it came from to the log in the home; null if that cannot be done. */
    private @Nullable Path keep(Throwable failure) {
        if (!Home.isThere(environment)) {
            return null;
        }
        try {
            Path log = Home.open(environment).path().resolve(LOG);
            if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
                Files.delete(log);
            }
            try (PrintWriter out = new PrintWriter(
                    Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
                out.println(Instant.now());
                failure.printStackTrace(out);
            }
            return log;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
