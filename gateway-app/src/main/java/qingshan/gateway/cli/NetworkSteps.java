package qingshan.gateway.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;
import qingshan.gateway.Sentences;
import qingshan.gateway.network.Network;

/** Says what is being done with a network, a line for each step. */
record NetworkSteps(PrintWriter err, Sentences sentences) implements Consumer<Network.Step> {
    @Override
    public void accept(Network.Step step) {
        err.println(sentences.say("network.step." + step.name().toLowerCase(Locale.ROOT)));
        err.flush();
    }
}
