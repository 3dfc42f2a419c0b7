package qingshan.gateway.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
import qingshan.gateway.staff.ApiTokens;

/** {@code ./qingshan user token}: lets a program act as a user. Standard output is the token and nothing else. */
@Command(name = "token")
final class UserTokenCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "NAME", descriptionKey = "name")
    private String name;

    @Option(names = "--revoke")
    private boolean revoke;

    @Spec
    private CommandSpec spec;

    UserTokenCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Database database = Database.open(Home.existing(environment), environment)) {
            ApiTokens tokens = new ApiTokens(new Db(database.source()));
            if (revoke) {
                spec.commandLine().getOut().println(sentences.say("user.token.revoked", name, tokens.revoke(name)));
                return CommandLine.ExitCode.OK;
            }
            Optional<String> token = tokens.issue(name);
            if (token.isEmpty()) {
                spec.commandLine().getErr().println(sentences.say("user.unknown", name));
                return CommandLine.ExitCode.SOFTWARE;
            }
            spec.commandLine().getOut().println(token.get());
            spec.commandLine().getErr().println(sentences.say("user.token.keep"));
            return CommandLine.ExitCode.OK;
        }
    }
}
