package qingshan.gateway.fault.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.follower.Rows;
import qingshan.gateway.home.Database;
import qingshan.gateway.ledger.BlockSource;

/** Compares what clients were told with the ledger and with the rows. */
final class Checker {
    private static final Duration ROWS_MAX = Duration.ofSeconds(60);

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Said> said = new LinkedHashMap<>();
    private final Chain chain;

    private Checker(List<Said> all, Chain chain) {
        this.chain = chain;
        for (Said one : all) {
            if (said.put(one.command(), one) != null) {
                wrong.add("two answers to " + one);
            }
        }
    }

    /**
     * Compares.
     *
     * @param said all that was ever told by this gateway on this ledger
     * @param blocks of a peer
     * @param rows the gateway's database
     * @return the ledger
     */
    static Chain check(List<Said> said, BlockSource blocks, Database rows) {
        Chain chain = Chain.read(blocks);
        assertThat(wrong(said, chain))
                .as("answers that the ledger does not bear out")
                .isEmpty();
        rows(said, chain, blocks, rows);
        return chain;
    }

    /** What the ledger does not bear out; a sentence each. */
    static List<String> wrong(List<Said> said, Chain chain) {
        Checker checker = new Checker(said, chain);
        checker.ledger();
        return checker.wrong;
    }

    private void ledger() {
        Map<String, Chain.Entry> byId = new LinkedHashMap<>();
        Map<String, Integer> changes = new LinkedHashMap<>();
        for (Chain.Entry entry : chain.entries()) {
            // a second copy of an envelope is in a block as well, and not valid
            byId.merge(entry.txId(), entry, (first, second) -> first.valid() ? first : second);
            if (entry.valid()) {
                changes.merge(entry.command(), entry.writes() ? 1 : 0, Integer::sum);
                Said told = said.get(entry.command());
                if (told == null) {
                    wrong.add("nobody was told of " + entry);
                } else if (told.committed() && !told.result().equals(entry.result())) {
                    wrong.add("another answer than " + told + " in " + entry);
                }
                // what another try of the same command made is on the ledger rightly
                if (told != null && entry.writes() && told.denied().stream().anyMatch(one -> one.made(entry))) {
                    wrong.add("told that nothing was written: " + told + ", but " + entry);
                }
            }
        }
        for (Said told : said.values()) {
            int changed = changes.getOrDefault(told.command(), 0);
            if (told.committed()) {
                Chain.Entry entry = byId.get(String.valueOf(told.txId()));
                if (entry == null || !entry.valid() || entry.block() != told.block()) {
                    wrong.add("not where it was said to be: " + told + ", but " + entry);
                }
            }
            if (changed != (told.committed() ? 1 : 0)) {
                wrong.add("changed the ledger " + changed + " times: " + told);
            }
        }
    }

    private static void rows(List<Said> said, Chain chain, BlockSource blocks, Database rows) {
        await().atMost(ROWS_MAX).until(() -> newest(rows) >= chain.height());
        Set<String> valid =
                new HashSet<>(Rows.of(rows.source(), "SELECT tx_id, block FROM read.transaction WHERE code = 0"));
        assertThat(said.stream().filter(Said::committed).map(one -> one.txId() + "|" + one.block()))
                .as("what was acknowledged and has no row")
                .allMatch(valid::contains);
        try (Database again = TestPostgres.fresh()) {
            new Follower(again.source()).catchUp(blocks);
            // more blocks may have come, none with anything of ours
            await().atMost(ROWS_MAX).until(() -> newest(rows) >= newest(again));
            assertThat(Rows.all(rows.source())).isEqualTo(Rows.all(again.source()));
        }
    }

    /** The newest block whose rows are there. */
    static long newest(Database rows) {
        return Long.parseLong(Rows.of(rows.source(), "SELECT coalesce(max(number), -1) FROM read.block")
                .getFirst());
    }
}
