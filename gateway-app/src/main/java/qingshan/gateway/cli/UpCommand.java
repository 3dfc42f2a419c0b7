package qingshan.gateway.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.demo.Demo;
import qingshan.gateway.fabric.Connection;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.keeper.LedgerKind;
import qingshan.gateway.label.LabelException;
import qingshan.gateway.label.Site;
import qingshan.gateway.network.Network;
import qingshan.gateway.operator.GatewayLedger;
import qingshan.gateway.operator.OperatorToken;
import qingshan.gateway.operator.RunningFile;
import qingshan.gateway.staff.Accounts;
import qingshan.gateway.web.Gateway;
import qingshan.gateway.web.GatewaySettings;

/** {@code ./qingshan up}: brings up the gateway and stays until it is stopped. */
@Command(name = "up")
final class UpCommand implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Option(names = "--port", paramLabel = "PORT")
    private @Nullable Integer port;

    @Option(names = "--lan")
    private boolean lan;

    @Option(names = "--empty")
    private boolean empty;

    @Option(names = "--demo-users")
    private boolean demoUsers;

    @Option(names = "--public-url", paramLabel = "URL")
    private @Nullable String publicUrl;

    @Option(names = "--ledger", paramLabel = "LEDGER")
    private @Nullable String ledger;

    @Option(names = "--network", paramLabel = "TOPOLOGY")
    private @Nullable String network;

    @Option(names = "--org", paramLabel = "ORGANIZATION")
    private @Nullable String organization;

    @Spec
    private CommandSpec spec;

    UpCommand(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (port != null && (port < 0 || port > 65_535)) {
            return wrong("up.port.bad", port);
        }
        Optional<LedgerKind> asked = ledger == null ? Optional.empty() : LedgerKind.named(ledger);
        if (ledger != null && asked.isEmpty()) {
            return wrong("up.ledger.bad", ledger);
        }
        Site site;
        try {
            site = publicUrl == null ? null : Site.published(publicUrl);
        } catch (LabelException e) {
            spec.commandLine().getErr().println(e.sentence(sentences.locale()));
            return CommandLine.ExitCode.USAGE;
        }
        Home home = Home.open(environment);
        asked.ifPresent(kind -> kind.mustSuit(home));
        Optional<RunningFile> running = RunningFile.read(home).filter(GatewayLedger::answers);
        if (running.isPresent()) {
            return already(running.get().url(), out);
        }
        if (asked.orElseGet(() -> LedgerKind.of(home)) == LedgerKind.FABRIC) {
            bringUpNetwork(home);
        }
        String host = lan ? GatewaySettings.EVERYWHERE : GatewaySettings.LOOPBACK;
        GatewaySettings settings = new GatewaySettings(host, port == null ? GatewaySettings.PORT : port, site);
        serve(home, settings, out);
        return CommandLine.ExitCode.OK;
    }

    /** The network of the home, if this machine has it; for a new home the one that was asked for. */
    private void bringUpNetwork(Home home) {
        NetworkSteps steps = new NetworkSteps(spec.commandLine().getErr(), sentences);
        if (Connection.isThere(home)) {
            Optional<Network> known = Network.ofHome(home, environment, steps);
            known.ifPresent(one -> one.mustSuit(home, network, organization));
            // it was whole when the home was connected: a gateway starts also while a part of its network is away
            known.filter(one -> !one.isUp()).ifPresent(Network::up);
            return;
        }
        Network chosen = Network.of(home, network == null ? "county" : network, environment, steps);
        String mspId = chosen.mspId(organization == null ? "trade" : organization);
        chosen.up(); // also one that is up already: its start may have broken off half way
        chosen.connect(home, mspId, environment);
    }

    /** It runs as it was started: what is asked of it now would be lost silently. */
    private int already(URI url, PrintWriter out) {
        boolean asked = lan || demoUsers || publicUrl != null || (port != null && port != 0 && port != url.getPort());
        if (asked) {
            spec.commandLine().getErr().println(sentences.say("up.already.otherwise", url));
            return CommandLine.ExitCode.SOFTWARE;
        }
        out.println(sentences.say("up.already", url));
        return CommandLine.ExitCode.OK;
    }

    private int wrong(String key, Object value) {
        spec.commandLine().getErr().println(sentences.say(key, String.valueOf(value)));
        return CommandLine.ExitCode.USAGE;
    }

    private void serve(Home home, GatewaySettings settings, PrintWriter out) throws InterruptedException {
        OperatorToken token = new OperatorToken(RunningFile.newToken(), new CountDownLatch(1));
        CountDownLatch gone = new CountDownLatch(1);
        // A signal ends the gateway as `stop` does: what was taken is finished, and the database stopped.
        Thread signal = new Thread(() -> {
            token.stop().countDown();
            try {
                gone.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(signal);
        try (Keeper keeper = Keeper.open(home, environment);
                Gateway gateway = Gateway.start(keeper, settings, token)) {
            new RunningFile(ProcessHandle.current().pid(), gateway.url(), token.token()).write(home);
            try {
                Accounts accounts = gateway.bean(Accounts.class);
                if (demoUsers) {
                    accounts.demo(keeper.enroller());
                } else {
                    accounts.endDemo();
                }
                Demo demo = gateway.bean(Demo.class);
                if (!empty && demo.isDue()) {
                    fill(demo);
                }
                new Welcome(sentences, settings).print(gateway, demoUsers, demo.pages(), demo.market(), out);
                token.stop().await();
                out.println(sentences.say("up.stopping"));
                out.flush();
            } finally {
                RunningFile.delete(home);
            }
        } finally {
            gone.countDown();
        }
    }

    /** An empty ledger shows nothing: a small season is brought in, unless an empty one was asked for. */
    private void fill(Demo demo) {
        spec.commandLine().getErr().println(sentences.say("up.demo"));
        try (Progress progress = new Progress(spec.commandLine().getErr())) {
            demo.run(new ImportProgress(progress, sentences));
            progress.clear();
        }
    }
}
