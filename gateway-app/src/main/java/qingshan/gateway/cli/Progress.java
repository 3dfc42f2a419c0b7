package qingshan.gateway.cli;

import java.io.PrintWriter;
import java.time.Duration;
import qingshan.gateway.Sentences;
import qingshan.gateway.season.load.ImportListener;

/** Shows how far an import is: on a terminal in one line that changes, elsewhere in plain lines now and then. */
final class Progress implements ImportListener {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration IN_LINES = Duration.ofSeconds(5);
    private static final int LINE_COLUMNS = 79;

    private final PrintWriter err;
    private final Sentences sentences;
    private final boolean terminal;
    private long lastNs = System.nanoTime();
    private long beganNs;
    private long beganAt;
    private boolean shown;

    Progress(PrintWriter err, Sentences sentences, boolean terminal) {
        this.err = err;
        this.sentences = sentences;
        this.terminal = terminal;
    }

    @Override
    public void staged(long rows) {
        if (due()) {
            show(sentences.say("import.read", rows));
        }
    }

    @Override
    public void decided(long done, long all) {
        long now = System.nanoTime();
        if (beganNs == 0) {
            beganNs = now;
            beganAt = done;
        }
        if (done == all || due()) {
            double seconds = (now - beganNs) / 1e9;
            long rate = seconds > 0 ? Math.round((done - beganAt) / seconds) : 0;
            long left = rate > 0 ? (all - done) / rate : 0;
            show(sentences.say("import.decided", done, all, rate, left));
        }
    }

    /** Ends the changing line, so that what follows begins on its own. */
    void finish() {
        if (terminal && shown) {
            err.println();
            err.flush();
        }
    }

    private boolean due() {
        long now = System.nanoTime();
        boolean due = now - lastNs >= (terminal ? ON_TERMINAL : IN_LINES).toNanos();
        if (due) {
            lastNs = now;
        }
        return due;
    }

    private void show(String text) {
        shown = true;
        if (terminal) {
            err.print("\r" + text + " ".repeat(Math.max(0, LINE_COLUMNS - text.length())));
        } else {
            err.println(text);
        }
        err.flush();
    }
}
