package qingshan.gateway.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.staff.Accounts;
import qingshan.gateway.staff.Staff;

/** {@code ./qingshan user list}: who may sign in. */
@Command(name = "list")
final class UserListCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    UserListCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Database database = Database.open(Home.existing(environment), environment)) {
            List<Staff> all = new Accounts(new Db(database.source())).list();
            if (all.isEmpty()) {
                spec.commandLine().getOut().println(sentences.say("user.none"));
            }
            for (Staff staff : all) {
                spec.commandLine()
                        .getOut()
                        .printf("%-32s %-16s %s%n", staff.name(), staff.role().code(), staff.display());
            }
        }
        return CommandLine.ExitCode.OK;
    }
}
