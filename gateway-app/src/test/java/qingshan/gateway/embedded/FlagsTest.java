package qingshan.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.gateway.ledger.Probe.query;
import static qingshan.gateway.ledger.Probe.saw;
import static qingshan.gateway.ledger.Probe.secretCommand;
import static qingshan.gateway.ledger.Probe.step;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.home.Database;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.Probe.Step;
import qingshan.gateway.ledger.ProbeContract;
import qingshan.proof.block.BlockDecoder;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.state.Replay;

/** Many threads read and write few keys; the prover, which knows blocks only, must come to the same flags and state. */
class FlagsTest {

    private static final int THREADS = 8;
    private static final int COMMANDS_EACH = 60;
    private static final int KEYS = 12;

    @Test
    void the_prover_comes_to_the_flags_and_the_state_of_a_busy_ledger() throws InterruptedException {
        long seed = System.nanoTime();
        try (Database database = TestPostgres.fresh();
                EmbeddedLedger ledger = EmbeddedLedger.open(
                        TestPostgres.home(), database, new Settings("test", List.of(new ProbeContract())))) {
            Actor actor = ledger.enroller().enroll("TradeMSP", "clerk", Map.of("role", "market-clerk"));
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                for (int i = 0; i < THREADS; i++) {
                    Random random = new Random(seed + i);
                    threads.execute(() -> {
                        for (int n = 0; n < COMMANDS_EACH; n++) {
                            Outcome outcome = ledger.submit(secretCommand(actor, secret(), steps(random)));
                            assertThat(outcome).isNotInstanceOf(Outcome.Unknown.class);
                        }
                    });
                }
            }
            Map<TxValidationCode, Integer> met = new HashMap<>();
            Map<String, String> state = replay(ledger, seed, met);
            assertThat(met)
                    .as("seed %d", seed)
                    .containsKeys(
                            TxValidationCode.VALID,
                            TxValidationCode.MVCC_READ_CONFLICT,
                            TxValidationCode.PHANTOM_READ_CONFLICT);
            String all = state.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining(" "));
            assertThat(saw(ledger.read(query(actor, step("range", "", "", "999")))))
                    .as("seed %d", seed)
                    .containsExactly(all);
        }
    }

    private static Map<String, String> replay(EmbeddedLedger ledger, long seed, Map<TxValidationCode, Integer> met) {
        Replay replay = new Replay();
        Map<String, String> state = new TreeMap<>();
        long height = ledger.height().block();
        ledger.follow(new Position(0), followed -> {
            LedgerBlock block = BlockDecoder.decode(
                    followed.getBlock().getHeader().getNumber(),
                    followed.getBlock().toByteArray());
            replay.startBlock();
            for (LedgerTransaction transaction : block.transactions()) {
                TxValidationCode flag = replay.apply(block.number(), transaction);
                assertThat((int) block.flags().byteAt(transaction.index()))
                        .as("seed %d, block %d, transaction %d", seed, block.number(), transaction.index())
                        .isEqualTo(flag.getNumber());
                met.merge(flag, 1, Integer::sum);
                if (flag == TxValidationCode.VALID) {
                    transaction
                            .namespaces()
                            .forEach(set -> set.writes()
                                    .forEach(write -> state.compute(
                                            write.key(),
                                            (key, old) -> write.value() == null
                                                    ? null
                                                    : write.value().toStringUtf8())));
                }
            }
            return block.number() < height;
        });
        return state;
    }

    private static Step[] steps(Random random) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            steps.add(
                    switch (random.nextInt(7)) {
                        case 0, 1 -> step("get", key(random));
                        case 2 -> step("range", key(random), key(random) + "~", "99");
                        case 3 -> step("delete", key(random));
                        case 4 -> step("getPrivate", "prices", key(random));
                        case 5 -> step("putPrivate", "prices", key(random), "private");
                        default -> step("put", key(random), "v" + random.nextInt(1000));
                    });
        }
        return steps.toArray(Step[]::new);
    }

    private static String key(Random random) {
        return "k%02d".formatted(random.nextInt(KEYS));
    }

    private static Map<String, byte[]> secret() {
        return Map.of("private", "fen".getBytes(StandardCharsets.UTF_8));
    }
}
