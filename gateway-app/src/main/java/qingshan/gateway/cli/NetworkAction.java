package qingshan.gateway.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import qingshan.gateway.Sentences;
import qingshan.gateway.home.Home;
import qingshan.gateway.network.Network;

/** What all commands on one network share. */
abstract class NetworkAction implements Callable<Integer> {
    private final Sentences sentences;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    NetworkAction(Sentences sentences, Map<String, String> environment) {
        this.sentences = sentences;
        this.environment = environment;
    }

    /** That of the home, by its name or as a topology says. */
    final Network network(String said) {
        NetworkSteps steps = new NetworkSteps(spec.commandLine().getErr(), sentences);
        return Network.of(home(), said, environment, steps);
    }

    final Home home() {
        return Home.open(environment);
    }

    /** Of long work, for whoever waits at a terminal. */
    final Progress progress() {
        return new Progress(spec.commandLine().getErr());
    }

    final String text(String key, @Nullable Object... arguments) {
        return sentences.say(key, arguments);
    }

    final void print(String line) {
        spec.commandLine().getOut().println(line);
    }

    final void say(String key, @Nullable Object... arguments) {
        print(text(key, arguments));
    }

    final void complain(String key, @Nullable Object... arguments) {
        spec.commandLine().getErr().println(text(key, arguments));
    }
}
