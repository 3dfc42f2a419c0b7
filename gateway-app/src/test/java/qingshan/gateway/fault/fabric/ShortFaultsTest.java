package qingshan.gateway.fault.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The short form of the fault suite, part of everyone's run of all tests; {@code docs/operating/faults.md}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShortFaultsTest {
    private @Nullable Trial trial;

    @BeforeAll
    void up() {
        trial = Trial.on("small", Extent.brief());
    }

    @AfterAll
    void down() {
        if (trial != null) {
            trial.close();
        }
    }

    @Test
    void nothing_that_was_acknowledged_is_lost_or_doubled() {
        Trial here = Objects.requireNonNull(trial);
        Blows blows = new Blows(here.scene(), here.random());
        String peer = here.scene().peers().getFirst();
        List<Trial.Strike> strikes = List.of(
                _ -> blows.kill("chaincode." + peer),
                _ -> {
                    blows.dropReplies();
                    return Trial.Struck.now(() -> true);
                },
                _ -> blows.kill(blows.leader()),
                _ -> blows.stop(here.extent().stopped(), List.of(blows.running(peer))),
                _ -> blows.kill(peer));
        here.run("one of each", strikes.size(), time -> strikes.get(time).strike(time));
        assertThat(here.clients().tally().committed.get()).isGreaterThan(Clients.COUNT);
    }
}
