package qingshan.gateway.events;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;

/** How far long work is, such as an import. Who does it tells it here; who listens now or later learns the newest. */
@Singleton
public final class Progress {
    private static final int KEPT_MAX = 32;

    private final LinkedHashMap<String, Step> newest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Step> eldest) {
            return size() > KEPT_MAX;
        }
    };
    private volatile Consumer<Step> listener = _ -> {};

    /** Nothing is under way. */
    Progress() {}

    /** What work is at. */
    public enum State {
        /** It goes on. */
        RUNNING,
        /** It is done. */
        DONE,
        /** It was given up. */
        FAILED
    }

    /**
     * A step of some work.
     *
     * @param task what is done, such as {@code import}
     * @param id of this one
     * @param done so far
     * @param all of it, or 0 while nobody knows
     * @param state of it
     */
    public record Step(String task, String id, long done, long all, State state) {
        JsonObject json() {
            return Records.write(this, Step.class);
        }
    }

    /** Tells a step. Never waits for who listens. */
    public void tell(Step step) {
        synchronized (newest) {
            newest.put(step.task() + "/" + step.id(), step);
        }
        listener.accept(step);
    }

    /** The newest step of each work that is remembered. */
    public List<Step> newest() {
        synchronized (newest) {
            return new ArrayList<>(newest.values());
        }
    }

    void listen(Consumer<Step> who) {
        listener = who;
    }
}
