package qingshan.gateway.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells how far a long command is: on a terminal one line that changes, elsewhere a plain line now and then. A command
 * that is done at once tells nothing.
 */
final class Progress implements AutoCloseable {
    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintWriter err;
    private final boolean terminal;
    private long next;
    private int width;

    Progress(PrintWriter err) {
        this.err = err;
        terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        next = System.nanoTime() + interval();
    }

    private long interval() {
        return (terminal ? ON_TERMINAL : ELSEWHERE).toNanos();
    }

    void tell(Supplier<String> text) {
        long now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        next = now + interval();
        String line = text.get();
        if (terminal) {
            err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            width = line.length();
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** Takes the line away before something else is said. */
    void clear() {
        if (width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
            width = 0;
        }
    }

    @Override
    public void close() {
        clear();
    }
}
