package qingshan.gateway.network;

import java.nio.file.Files;

/**
 * The first time that a network is brought up: whatever keeps it from becoming whole, a failure or the end of this program,
 * ends the processes that were begun. What was whole once goes on as far as it runs.
 */
final class FirstUp implements AutoCloseable {
    private final Place place;
    private final Processes processes;
    private final Thread atExit = new Thread(this::endUnlessWhole);

    FirstUp(Place place, Processes processes) {
        this.place = place;
        this.processes = processes;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** All of it is up. */
    void done() {
        if (!isWhole()) {
            Place.write(place.whole(), "");
        }
    }

    private boolean isWhole() {
        return Files.exists(place.whole());
    }

    private void endUnlessWhole() {
        if (!isWhole()) {
            processes.stop();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // it runs already
        }
        endUnlessWhole();
    }
}
