package qingshan.gateway.fault.fabric;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Trials on one network, one after the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnNetwork {
    private final String topology;
    private @Nullable Trial trial;
    private @Nullable Blows blows;

    OnNetwork(String topology) {
        this.topology = topology;
    }

    @BeforeAll
    void up() {
        Trial made = Trial.on(topology, Extent.whole());
        trial = made;
        blows = new Blows(made.scene(), made.random());
    }

    @AfterAll
    void down() {
        Trial made = trial;
        if (made != null) {
            made.close();
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
