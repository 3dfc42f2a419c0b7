package qingshan.gateway.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import qingshan.gateway.Sentences;
import qingshan.gateway.network.Expiry;
import qingshan.gateway.network.Listener;

/** Says what is being done with a network, a line for each step. */
record NetworkSteps(PrintWriter err, Sentences sentences) implements Listener {
    @Override
    public void begins(Step step) {
        say("network.step." + step.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void renewed(Expiry before, boolean wasOver) {
        say(wasOver ? "network.renewed.over" : "network.renewed", before.owner(), day(before.until()));
    }

    private void say(String key, Object... arguments) {
        err.println(sentences.say(key, arguments));
        err.flush();
    }

    /** The day on which a certificate ends, in China. */
    static LocalDate day(Instant until) {
        return LocalDate.ofInstant(until, ZoneOffset.ofHours(8));
    }
}
