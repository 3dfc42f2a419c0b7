package qingshan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rules accept, the audit holds: each seed is played on a ledger of its own, whose blocks are then audited. */
class AuditedModelTest {
    private static final long FIRST = Long.getLong("model.first", 1);
    private static final long SEEDS = Long.getLong("model.audited", 16);
    private static final int COMMANDS = 110;

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_honest_history_is_called_forged(long seed, @TempDir Path directory) throws IOException {
        try (SharedLedger ledger = new SharedLedger()) {
            new Play(seed, ledger, new Tally()).random(COMMANDS);
            assertThat(ledger.audit(directory).offence()).isNull();
        }
    }
}
