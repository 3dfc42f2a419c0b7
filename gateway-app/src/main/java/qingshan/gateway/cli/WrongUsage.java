package qingshan.gateway.cli;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import qingshan.gateway.Sentences;

/** Says in the reader's language what is wrong with a command line; exit code 2. */
final class WrongUsage implements IParameterExceptionHandler {
    private final Sentences sentences;

    WrongUsage(Sentences sentences) {
        this.sentences = sentences;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        var err = command.getErr();
        err.println(sentence(failure));
        err.println(sentences.say("wrong.help", command.getCommandSpec().qualifiedName()));
        return CommandLine.ExitCode.USAGE;
    }

    private String sentence(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return sentences.say("wrong.unknown", String.join(" ", unmatched.getUnmatched()));
        }
        if (failure instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return sentences.say(
                    "wrong.missing",
                    missing.getMissing().stream().map(WrongUsage::name).collect(Collectors.joining(" ")));
        }
        ArgSpec argument = failure.getArgSpec();
        if (argument != null && failure.getValue() != null) {
            return sentences.say("wrong.value", name(argument), failure.getValue());
        }
        CommandLine command = failure.getCommandLine();
        if (argument == null
                && (command.getParent() == null || !command.getSubcommands().isEmpty())) {
            return sentences.say("wrong.command");
        }
        return sentences.say("wrong.other", failure.getMessage());
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
