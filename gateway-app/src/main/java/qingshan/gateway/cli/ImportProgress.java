package qingshan.gateway.cli;

import qingshan.gateway.Sentences;
import qingshan.gateway.season.load.ImportListener;

/** Tells how far an import is, how fast it goes and how long it will take. */
final class ImportProgress implements ImportListener {
    private final Progress progress;
    private final Sentences sentences;
    private long beganNs;
    private long beganAt;

    ImportProgress(Progress progress, Sentences sentences) {
        this.progress = progress;
        this.sentences = sentences;
    }

    @Override
    public void staged(long rows) {
        progress.tell(() -> sentences.say("import.read", rows));
    }

    @Override
    public void decided(long done, long all) {
        long now = System.nanoTime();
        if (beganNs == 0) {
            beganNs = now;
            beganAt = done;
        }
        progress.tell(() -> {
            double seconds = (now - beganNs) / 1e9;
            long rate = seconds > 0 ? Math.round((done - beganAt) / seconds) : 0;
            return sentences.say("import.decided", done, all, rate, rate > 0 ? (all - done) / rate : 0);
        });
    }
}
