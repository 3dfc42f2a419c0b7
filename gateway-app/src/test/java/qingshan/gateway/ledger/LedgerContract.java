package qingshan.gateway.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static qingshan.gateway.ledger.Probe.command;
import static qingshan.gateway.ledger.Probe.query;
import static qingshan.gateway.ledger.Probe.saw;
import static qingshan.gateway.ledger.Probe.secretCommand;
import static qingshan.gateway.ledger.Probe.step;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import qingshan.gateway.ledger.Probe.Step;
import qingshan.proof.block.BlockDecoder;
import qingshan.proof.block.Hashes;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.block.LedgerTransaction;

/**
 * What every ledger does, whichever it is. A subclass brings a ledger that runs {@link ProbeContract} and has the county's
 * organizations and collections. Tests share one ledger and keep out of each other's way by their keys.
 */
public abstract class LedgerContract {

    /** The ledger under test. */
    protected abstract Ledger ledger();

    /** An enrolled identity of {@code TradeMSP} with the attribute {@code role} = {@code market-clerk}. */
    protected abstract Actor trade();

    /** An enrolled identity of {@code BankMSP}. */
    protected abstract Actor bank();

    private String key = "";

    @BeforeEach
    void chooseKey() {
        key = "k" + UUID.randomUUID().toString().substring(0, 6);
    }

    @Test
    void what_was_committed_can_be_read() {
        submit(step("put", key, "tea"));
        assertThat(read(step("get", key))).containsExactly("tea");
    }

    @Test
    void a_read_of_nothing_finds_nothing() {
        assertThat(read(step("get", key), step("range", key, key + "~", "9"))).containsExactly("-", "");
    }

    @Test
    void a_transaction_does_not_see_its_own_writes() {
        submit(step("put", key, "old"));
        List<String> saw = submit(
                step("put", key, "new"),
                step("get", key),
                step("range", key, key + "~", "9"),
                step("delete", key),
                step("get", key));
        assertThat(saw).containsExactly("", "old", key + "=old", "", "old");
    }

    @Test
    void the_last_write_to_a_key_counts() {
        submit(step("put", key, "first"), step("delete", key), step("put", key, "last"));
        assertThat(read(step("get", key))).containsExactly("last");
    }

    @Test
    void a_deleted_key_is_gone_and_an_empty_value_deletes_too() {
        submit(step("put", key, "a"), step("put", key + "2", "b"));
        submit(step("delete", key), step("put", key + "2", ""));
        assertThat(read(step("get", key), step("get", key + "2"), step("range", key, key + "~", "9")))
                .containsExactly("-", "-", "");
    }

    @Test
    void a_range_has_its_start_and_not_its_end() {
        submit(step("put", key + "a", "1"), step("put", key + "b", "2"), step("put", key + "c", "3"));
        assertThat(read(step("range", key + "a", key + "c", "9"))).containsExactly(key + "a=1 " + key + "b=2");
    }

    @Test
    void a_long_range_comes_whole_and_in_order() {
        List<Step> puts = new ArrayList<>();
        IntStream.range(0, 301).forEach(i -> puts.add(step("put", "%s%03d".formatted(key, i), "v")));
        submit(puts);
        String all = read(step("range", key, key + "~", "999")).getFirst();
        assertThat(all.split(" ", -1)).hasSize(301).isSorted();
        assertThat(read(step("range", key, key + "~", "150")).getFirst().split(" ", -1))
                .hasSize(150);
    }

    @Test
    void keys_are_in_the_order_of_their_utf8_bytes() {
        String wide = key + "\uff5e";
        String astral = key + "\ud83c\udf75";
        submit(step("put", astral, "2"), step("put", wide, "1"));
        assertThat(read(step("range", key, key + "\udbff\udfff", "9"))).containsExactly(wide + "=1 " + astral + "=2");
    }

    @Test
    void a_query_changes_nothing() {
        Position before = ledger().height();
        assertThat(read(step("put", key, "x"))).containsExactly("");
        assertThat(read(step("get", key))).containsExactly("-");
        assertThat(ledger().height()).isEqualTo(before);
    }

    @Test
    void a_refusal_has_its_code_and_leaves_nothing() {
        Position before = ledger().height();
        Outcome outcome = ledger().submit(command(trade(), step("put", key, "x"), step("refuse", "NO_TEA")));
        assertThat(outcome).isEqualTo(new Outcome.Rejected("NO_TEA", "{\"at\":1}", null));
        assertThat(ledger().height()).isEqualTo(before);
        assertThat(read(step("get", key))).containsExactly("-");
        assertThat(ledger().read(query(trade(), step("refuse", "NO_TEA"))))
                .isEqualTo(new Answer.Refused("NO_TEA", "{\"at\":1}"));
    }

    @Test
    void an_accident_in_a_contract_is_told_apart_from_a_refusal() {
        assertThat(ledger().submit(command(trade(), step("fail"))))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(Refusals.CONTRACT_FAILED));
        assertThat(ledger().submit(new Command(trade(), "probe", "nothing", "{}")))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(Refusals.CONTRACT_FAILED));
    }

    @Test
    void a_contract_sees_who_submits_and_when() {
        Instant before = Instant.now();
        Outcome.Committed committed = (Outcome.Committed)
                ledger().submit(command(trade(), step("who"), step("txId"), step("time"), step("put", key, "x")));
        List<String> saw = saw(committed);
        assertThat(saw.subList(0, 2)).containsExactly("TradeMSP market-clerk", committed.txId());
        LedgerTransaction transaction = transaction(committed);
        assertThat(transaction.timestamp()).isEqualTo(saw.get(2)).isBetween(before, Instant.now());
        assertThat(transaction.id()).isEqualTo(transaction.expectedId());
        assertThat(transaction.function()).isEqualTo("probe:run");
        assertThat(transaction.response().toStringUtf8()).isEqualTo(committed.json());
    }

    @Test
    void a_transaction_has_one_event_the_last_one_set() {
        Outcome outcome = ledger().submit(command(trade(), step("event", "first"), step("event", "last")));
        LedgerTransaction transaction = transaction((Outcome.Committed) outcome);
        assertThat(transaction.eventName()).isEqualTo("probe");
        assertThat(transaction.event()).isEqualTo(ByteString.copyFromUtf8("last"));
    }

    @Test
    void private_data_is_for_members_of_its_collection() {
        submitSecret("12345 fen", step("putPrivate", "prices", key, "private"));
        assertThat(read(step("getPrivate", "prices", key), step("rangePrivate", "prices", key, key + "~")))
                .containsExactly("12345 fen", key + "=12345 fen");
        Answer refused = ledger().read(query(bank(), step("getPrivate", "prices", key)));
        assertThat(refused).isInstanceOf(Answer.Refused.class);
        assertThat(ledger().submit(command(bank(), step("getPrivate", "prices", key))))
                .isInstanceOf(Outcome.Rejected.class);
        assertThat(saw(ledger().read(query(bank(), step("hashPrivate", "prices", key)))))
                .containsExactly(sha256("12345 fen"));
        submit(step("deletePrivate", "prices", key));
        assertThat(read(step("getPrivate", "prices", key))).containsExactly("-");
    }

    @Test
    void private_data_is_not_in_the_block_and_comes_beside_it() {
        Outcome.Committed committed = submitSecret("54321 fen", step("putPrivate", "prices", key, "private"));
        BlockAndPrivateData block = block(committed.block());
        ByteString secret = ByteString.copyFromUtf8("54321 fen");
        assertThat(contains(block.getBlock().toByteString(), secret)).isFalse();
        int index = transaction(committed).index();
        assertThat(contains(block.getPrivateDataMapOrThrow(index).toByteString(), secret))
                .isTrue();
    }

    @Test
    void an_unknown_collection_is_refused() {
        assertThat(ledger().read(query(trade(), step("getPrivate", "wages", key))))
                .isInstanceOf(Answer.Refused.class);
    }

    @Test
    void private_ranges_are_for_transactions_that_write_nothing() {
        assertThat(ledger().submit(command(trade(), step("rangePrivate", "prices", "", ""), step("put", key, "x"))))
                .isInstanceOf(Outcome.Rejected.class);
        assertThat(ledger().submit(command(trade(), step("put", key, "x"), step("rangePrivate", "prices", "", ""))))
                .isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void an_actor_who_is_not_enrolled_cannot_submit() {
        Actor stranger = new Actor("TradeMSP", "stranger");
        assertThatThrownBy(() -> ledger().submit(command(stranger, step("put", key, "x"))))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("stranger");
    }

    @Test
    void increments_of_many_threads_are_never_lost() throws Exception {
        List<Callable<Outcome>> tasks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            tasks.add(() -> ledger().submit(new Command(trade(), "probe", "increment", "{\"key\":\"" + key + "\"}")));
        }
        long committed = 0;
        for (Outcome outcome : together(tasks)) {
            switch (outcome) {
                case Outcome.Committed _ -> committed++;
                case Outcome.Rejected rejected -> {
                    assertThat(Refusals.isConflict(rejected.code()))
                            .as(rejected.code())
                            .isTrue();
                    // endorsers that never agreed: it is on no ledger
                    assertThat(rejected.txId() == null)
                            .isEqualTo(rejected.code().equals(Refusals.ENDORSEMENT_MISMATCH));
                }
                case Outcome.Unknown unknown -> assertThat(unknown.reason()).isNull();
            }
        }
        assertThat(committed).isPositive();
        assertThat(read(step("get", key))).containsExactly(Long.toString(committed));
    }

    @Test
    void a_range_that_was_read_keeps_others_from_adding_to_it() throws Exception {
        List<Callable<Outcome>> tasks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String json = "{\"guest\":\"" + i + "\",\"hall\":\"" + key + "\"}";
            tasks.add(() -> ledger().submit(new Command(trade(), "probe", "seat", json)));
        }
        long seated = 0;
        for (Outcome outcome : together(tasks)) {
            switch (outcome) {
                case Outcome.Committed _ -> seated++;
                case Outcome.Rejected rejected ->
                    assertThat(rejected.code())
                            .isIn("FULL", Refusals.PHANTOM_READ_CONFLICT, Refusals.ENDORSEMENT_MISMATCH);
                case Outcome.Unknown unknown -> assertThat(unknown.reason()).isNull();
            }
        }
        assertThat(seated).isBetween(1L, 10L);
        assertThat(read(step("range", key + ".", key + "/", "99")).getFirst().split(" ", -1))
                .hasSize((int) seated);
    }

    @Test
    void following_gives_each_block_once_in_order_and_their_hashes_chain() {
        submit(step("put", key, "1"));
        submit(step("put", key, "2"));
        long height = ledger().height().block();
        List<LedgerBlock> blocks = blocks(Position.START, height);
        assertThat(blocks).extracting(LedgerBlock::number).isEqualTo(longs(0, height));
        for (int i = 0; i < blocks.size(); i++) {
            LedgerBlock block = blocks.get(i);
            assertThat(block.dataHash()).isEqualTo(block.expectedDataHash());
            assertThat(block.previousHash())
                    .isEqualTo(i == 0 ? ByteString.EMPTY : blocks.get(i - 1).hash());
        }
        assertThat(blocks(new Position(height - 1), height)).containsExactly(blocks.getLast());
    }

    @Test
    void following_waits_for_what_comes() throws Exception {
        Position before = ledger().height();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<List<LedgerBlock>> next = thread.submit(() -> blocks(before, before.block() + 1));
            submit(step("put", key, "1"));
            assertThat(next.get()).hasSize(1);
        }
    }

    @Test
    void an_exception_of_a_handler_ends_the_following_and_reaches_its_caller() {
        List<Long> handled = new ArrayList<>();
        assertThatThrownBy(() -> ledger().follow(Position.START, block -> {
                    handled.add(block.getBlock().getHeader().getNumber());
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");
        assertThat(handled).containsExactly(0L);
    }

    private List<String> submit(Step... steps) {
        return saw(ledger().submit(command(trade(), List.of(steps))));
    }

    private void submit(List<Step> steps) {
        saw(ledger().submit(command(trade(), steps)));
    }

    private Outcome.Committed submitSecret(String secret, Step... steps) {
        Outcome outcome = ledger().submit(secretCommand(trade(), Map.of("private", secret.getBytes(UTF_8)), steps));
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        return (Outcome.Committed) outcome;
    }

    private List<String> read(Step... steps) {
        return saw(ledger().read(query(trade(), steps)));
    }

    private static List<Outcome> together(List<Callable<Outcome>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> future : threads.invokeAll(tasks)) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    private BlockAndPrivateData block(long number) {
        List<BlockAndPrivateData> found = new ArrayList<>();
        ledger().follow(new Position(number - 1), block -> {
            found.add(block);
            return false;
        });
        return found.getFirst();
    }

    private LedgerTransaction transaction(Outcome.Committed committed) {
        LedgerBlock block = decode(block(committed.block()));
        return block.transactions().stream()
                .filter(transaction -> transaction.id().equals(committed.txId()))
                .findFirst()
                .orElseThrow();
    }

    private List<LedgerBlock> blocks(Position after, long until) {
        List<LedgerBlock> blocks = new ArrayList<>();
        ledger().follow(after, block -> {
            blocks.add(decode(block));
            return block.getBlock().getHeader().getNumber() < until;
        });
        return blocks;
    }

    private static LedgerBlock decode(BlockAndPrivateData block) {
        return BlockDecoder.committed(
                block.getBlock().getHeader().getNumber(), block.getBlock().toByteArray(), "qingshan");
    }

    private static List<Long> longs(long from, long to) {
        List<Long> longs = new ArrayList<>();
        for (long i = from; i <= to; i++) {
            longs.add(i);
        }
        return longs;
    }

    private static String sha256(String text) {
        return HexFormat.of()
                .formatHex(Hashes.sha256(ByteString.copyFromUtf8(text)).toByteArray());
    }

    private static boolean contains(ByteString haystack, ByteString needle) {
        return haystack.toString(ISO_8859_1).contains(needle.toString(ISO_8859_1));
    }
}
