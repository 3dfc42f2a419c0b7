package qingshan.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./qingshan user}: who may sign in. */
@Command(name = "user")
final class UserCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Reached only when the command line names none of its commands. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command");
    }
}
