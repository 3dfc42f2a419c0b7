package qingshan.gateway.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;

/**
 * The commands of {@code ./qingshan}. Exit codes: 0 done (refused rows are an outcome, not a failure), 2 wrong usage, 1
 * could not be done, with one sentence on standard error that says what to do.
 */
@Command(
        name = "./qingshan",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main implements Runnable {
    /** Read by {@link Lang#of} before anything is parsed; declared here so that every command knows it. */
    @Option(names = "--lang", paramLabel = "zh|en", scope = ScopeType.INHERIT)
    @SuppressWarnings("UnusedVariable")
    private Lang lang;

    @Spec
    private CommandSpec spec;

    Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Lang lang = Lang.of(List.of(arguments), System.getProperty(Lang.PROPERTY), Locale.getDefault());
        System.exit(execute(commandLine(lang), lang, arguments));
    }

    /** The exit code of a command, also of one that an error ends or whose output goes nowhere. */
    static int execute(CommandLine commands, Lang lang, String... arguments) {
        CouldNot could = couldNot(lang);
        int code;
        try {
            code = commands.execute(arguments);
        } catch (Error e) {
            return could.tell(e, commands.getErr());
        }
        if (code == CommandLine.ExitCode.OK && commands.getOut().checkError()) {
            commands.getErr().println(sentences(lang).say("could.not.say"));
            return CommandLine.ExitCode.SOFTWARE;
        }
        return code;
    }

    /**
     * All commands, speaking one language.
     *
     * @param lang the language of help, errors and reports
     */
    static CommandLine commandLine(Lang lang) {
        Sentences sentences = sentences(lang);
        return speaking(
                lang,
                new CommandLine(new Main())
                        .addSubcommand(new UpCommand(sentences, System.getenv()))
                        .addSubcommand(new StatusCommand(sentences, System.getenv()))
                        .addSubcommand(new StopCommand(sentences, System.getenv()))
                        .addSubcommand(new BackupCommand(sentences, System.getenv()))
                        .addSubcommand(new RestoreCommand(sentences, System.getenv()))
                        .addSubcommand(new CommandLine(new UserCommand())
                                .addSubcommand(new UserAddCommand(sentences, System.getenv()))
                                .addSubcommand(new UserListCommand(sentences, System.getenv()))
                                .addSubcommand(new UserTokenCommand(sentences, System.getenv()))
                                .addSubcommand(new UserRemoveCommand(sentences, System.getenv())))
                        .addSubcommand(new CommandLine(new NetworkCommand())
                                .addSubcommand(new NetworkInstallCommand(sentences, System.getenv()))
                                .addSubcommand(new NetworkUpCommand(sentences, System.getenv()))
                                .addSubcommand(new NetworkStatusCommand(sentences, System.getenv()))
                                .addSubcommand(new NetworkLogsCommand(sentences, System.getenv()))
                                .addSubcommand(new NetworkDownCommand(sentences, System.getenv()))
                                .addSubcommand(new NetworkAddOrgCommand(sentences, System.getenv()))
                                .addSubcommand(new NetworkUpgradeCommand(sentences, System.getenv()))
                                .addSubcommand(new NetworkRevokeCommand(sentences, System.getenv()))
                                .addSubcommand(new NetworkBackupCommand(sentences, System.getenv()))
                                .addSubcommand(new NetworkRestoreCommand(sentences, System.getenv()))
                                .addSubcommand(new NetworkResetCommand(sentences, System.getenv())))
                        .addSubcommand(new ImportCommand(sentences))
                        .addSubcommand(new SeasonCommand(sentences))
                        .addSubcommand(new TraceCommand(sentences, System.getenv()))
                        .addSubcommand(new RebuildCommand(sentences, System.getenv()))
                        .addSubcommand(new ExportCommand(System.getenv(), sentences))
                        .addSubcommand(new AuditCommand(sentences))
                        .addSubcommand(new BenchCommand(sentences)));
    }

    /** Gives texts and error handling to commands and to all their subcommands, which must be there already. */
    static CommandLine speaking(Lang lang, CommandLine commands) {
        Sentences sentences = sentences(lang);
        return commands.setResourceBundle(sentences.bundle())
                .setParameterExceptionHandler(new WrongUsage(sentences))
                .setExecutionExceptionHandler(couldNot(lang));
    }

    private static CouldNot couldNot(Lang lang) {
        return new CouldNot(sentences(lang), System.getenv());
    }

    private static Sentences sentences(Lang lang) {
        return Sentences.of(Main.class, "Commands", lang.locale());
    }

    /** Reached only when the command line names no command. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command");
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"qingshan " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
