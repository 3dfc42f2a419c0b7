package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A network comes up and goes. */
class NetworkTest {
    @Test
    void a_network_comes_up() {
        long start = System.nanoTime();
        try (TestNetwork network = TestNetwork.up(System.getProperty("topology", "small"))) {
            System.out.println("up after " + (System.nanoTime() - start) / 1_000_000 + " ms");
            assertThat(Running.read(network.place()).alive()).isNotEmpty();
        }
    }
}
