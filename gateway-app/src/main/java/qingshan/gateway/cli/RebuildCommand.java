package qingshan.gateway.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.LedgerKind;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.operator.GatewayLedger;
import qingshan.gateway.operator.OperatorException;
import qingshan.gateway.operator.RunningFile;

/** {@code ./qingshan rebuild}: drops the rows of the read model and makes them again from the blocks. */
@Command(name = "rebuild")
final class RebuildCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    RebuildCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Home home = Home.existing(environment);
        if (RunningFile.read(home).filter(GatewayLedger::answers).isPresent()) {
            throw OperatorException.of("rows.used", null);
        }
        try (Database database = Database.open(home, environment);
                BlockSource blocks = LedgerKind.of(home).blocks(home, database)) {
            Position position = new Follower(database.source()).rebuild(blocks);
            spec.commandLine().getOut().println(sentences.say("rebuild.done", position.block() + 1));
        }
        return CommandLine.ExitCode.OK;
    }
}
