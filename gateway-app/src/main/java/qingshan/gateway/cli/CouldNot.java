package qingshan.gateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import qingshan.gateway.Explained;
import qingshan.gateway.Sentences;
import qingshan.gateway.home.HomeException;
import qingshan.gateway.ledger.LedgerException;

/** Says in one sentence why a command could not be done; exit code 1. */
final class CouldNot implements IExecutionExceptionHandler {
    private final Sentences sentences;

    CouldNot(Sentences sentences) {
        this.sentences = sentences;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        var err = command.getErr();
        if (failure instanceof Explained explained) {
            err.println(explained.sentence(sentences.locale()));
        } else if (failure instanceof HomeException || failure instanceof LedgerException) {
            err.println(failure.getMessage());
        } else {
            err.println(sentences.say("could.not", failure));
            failure.printStackTrace(err); // nobody expected this one, so whoever mends it needs the place
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
