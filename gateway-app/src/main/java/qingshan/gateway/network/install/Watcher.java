package qingshan.gateway.network.install;

import java.util.function.Supplier;
import qingshan.gateway.Explained;

/** Is told how an installation goes. */
public interface Watcher {
    /** What will be done, or was done: each once. */
    void say(Explained sentence);

    /** How far it is; comes very often, and is asked for its words only when somebody shows them. */
    void progress(Supplier<Explained> line);
}
