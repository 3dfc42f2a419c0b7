package qingshan.gateway.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.LedgerKind;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.staff.Accounts;
import qingshan.gateway.staff.Role;

/**
 * {@code ./qingshan user add}: makes an account, or gives it another role, name, password or PIN. The password comes from
 * the terminal or from standard input, never from the command line, which others can see.
 */
@Command(name = "add")
final class UserAddCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "NAME", descriptionKey = "name")
    private String name;

    @Option(names = "--role", paramLabel = "ROLE", required = true)
    private String role;

    @Option(names = "--display", paramLabel = "TEXT")
    private @Nullable String display;

    @Option(names = "--pin", paramLabel = "DIGITS")
    private @Nullable String pin;

    @Spec
    private CommandSpec spec;

    UserAddCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Role> found = Role.of(role);
        if (found.isEmpty()) {
            spec.commandLine().getErr().println(sentences.say("user.role.bad", role, Role.codes()));
            return CommandLine.ExitCode.USAGE;
        }
        String password = password();
        if (password == null) {
            spec.commandLine().getErr().println(sentences.say("user.password.none"));
            return CommandLine.ExitCode.USAGE;
        }
        boolean knew;
        Home home = Home.open(environment);
        try (Database database = Database.open(home, environment)) {
            Enroller enroller = LedgerKind.of(home).enroller(home);
            Accounts accounts = new Accounts(new Db(database.source()));
            knew = accounts.knows(name);
            accounts.put(enroller, name, display == null ? name : display, found.get(), password, pin, false);
        }
        spec.commandLine().getOut().println(sentences.say(knew ? "user.replaced" : "user.added", name, role));
        return CommandLine.ExitCode.OK;
    }

    @SuppressWarnings("SystemConsoleNull") // the library says it may be null, whatever this JDK does
    private @Nullable String password() throws IOException {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            char[] typed = console.readPassword("%s ", sentences.say("user.password"));
            return typed == null ? null : new String(typed);
        }
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    }
}
