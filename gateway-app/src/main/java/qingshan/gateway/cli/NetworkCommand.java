package qingshan.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./qingshan network}: a Fabric network of plain processes. */
@Command(name = "network")
final class NetworkCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Reached only when the command line names none of its commands. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command");
    }
}
