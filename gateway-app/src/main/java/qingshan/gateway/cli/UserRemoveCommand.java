package qingshan.gateway.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.staff.Accounts;

/** {@code ./qingshan user remove}: ends an account and what it has open; what it recorded stays. */
@Command(name = "remove")
final class UserRemoveCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "NAME", descriptionKey = "name")
    private String name;

    @Spec
    private CommandSpec spec;

    UserRemoveCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Database database = Database.open(Home.existing(environment), environment)) {
            boolean removed = new Accounts(new Db(database.source())).disable(name);
            spec.commandLine().getOut().println(sentences.say(removed ? "user.removed" : "user.unknown", name));
            return removed ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }
}
