package qingshan.gateway.fault.fabric;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Trials on one network after the other; in the end the gateway is no larger than it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnNetwork {
    private static final int WARM_S = 20;
    /** What pools may have grown by: HTTP, gRPC, database. 20 clients hang at once, so each may have brought a thread. */
    private static final int THREADS_MORE = Clients.COUNT + 10;

    private static final long HEAP_MORE = 48L * 1024 * 1024;

    private final String topology;
    private @Nullable Trial trial;
    private @Nullable Blows blows;
    private GatewayProcess.@Nullable Health before;

    OnNetwork(String topology) {
        this.topology = topology;
    }

    @BeforeAll
    void up() {
        Trial made = new Trial(topology, Extent.whole());
        trial = made;
        blows = new Blows(made.scene());
        before = made.warm(WARM_S);
    }

    @AfterAll
    void down() {
        Trial made = trial;
        if (made != null) {
            try {
                made.mustBeAsBefore(Objects.requireNonNull(before), THREADS_MORE, HEAP_MORE);
            } finally {
                made.close();
            }
        }
    }

    final Trial trial() {
        return Objects.requireNonNull(trial);
    }

    final Extent extent() {
        return trial().extent();
    }

    final Blows blows() {
        return Objects.requireNonNull(blows);
    }
}
