package qingshan.gateway.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import qingshan.gateway.label.Serial;
import qingshan.gateway.scan.Shop;
import qingshan.gateway.web.WebRefusal;
import qingshan.proof.pack.PackProof;
import qingshan.rules.pack.Stretch;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/** Serials for packing runs, and what stops on the way. */
class LabellingTest {
    private static final Note SPOILT = new Note("标签打坏");

    private static Shop shop;
    private static List<RecordName> runs = List.of();
    private static Labelling labelling;
    private static SerialIndex index;

    @BeforeAll
    static void open() {
        shop = new Shop();
        runs = shop.runs();
        labelling = shop.gateway.bean(Labelling.class);
        index = shop.gateway.bean(SerialIndex.class);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void serials_lead_to_their_pack_and_no_other_does() {
        RecordName run = runs.get(0);
        List<Stretch> issued = labelling.issue(shop.clerk, run, 3);
        assertThat(issued).containsExactly(new Stretch(1, 3));
        List<Serial> serials = labelling.serials(run, issued.getFirst());
        for (int i = 0; i < 3; i++) {
            assertThat(index.find(serials.get(i)))
                    .isNotNull()
                    .returns(run, Pack::run)
                    .returns(i + 1, Pack::index);
        }
        assertThat(index.find(new Serial("2222222222222"))).isNull();
        char last = serials.getFirst().value().charAt(12);
        String twin = serials.getFirst().value().substring(0, 12)
                + "23456789ABCDEFGHJKLMNPQRSTUVWXYZ".charAt("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".indexOf(last) ^ 1);
        assertThat(index.find(new Serial(twin)))
                .as("another in the last of 65 bits")
                .isNull();
        assertThat(labelling.issue(shop.clerk, run, 1)).containsExactly(new Stretch(4, 4));
    }

    @Test
    void stopped_before_the_ledger_was_told_it_goes_on_with_the_same_serials() {
        RecordName run = runs.get(1);
        List<Serial> serials = labelling.serials(run, new Stretch(1, 2));
        assertThat(index.write(run, 1, serials)).isEmpty();
        assertThat(labelling.issue(shop.clerk, run, 2)).containsExactly(new Stretch(1, 2));
        assertThat(labelling.serials(run, new Stretch(1, 2))).isEqualTo(serials);
    }

    @Test
    void an_index_whose_serial_is_taken_is_void_and_never_printed() {
        RecordName run = runs.get(2);
        Serial second = labelling.serials(run, new Stretch(2, 2)).getFirst();
        shop.gateway.db().update("INSERT INTO own.serial VALUES (?, 0, 7)", second.head());
        assertThat(labelling.issue(shop.clerk, run, 3)).containsExactly(new Stretch(1, 1), new Stretch(3, 4));
        assertThat(shop.gateway
                        .db()
                        .list(
                                "SELECT first, last FROM read.stretch WHERE run = ? AND fate = 'void'",
                                row -> new Stretch(row.getLong(1), row.getLong(2)),
                                run.value()))
                .containsExactly(new Stretch(2, 2));
    }

    @Test
    void a_reprint_takes_new_serials_and_no_run_has_more_than_its_packs() {
        RecordName run = runs.get(3);
        labelling.issue(shop.clerk, run, 2);
        labelling.voidSerials(shop.clerk, run, List.of(new Stretch(2, 2)), SPOILT);
        assertThat(labelling.issue(shop.clerk, run, 1)).containsExactly(new Stretch(3, 3));
        assertThatThrownBy(() -> labelling.issue(shop.clerk, run, 9_000))
                .isInstanceOf(WebRefusal.class)
                .hasMessage("TOO_MANY_SERIALS");
        assertThatThrownBy(() -> labelling.dispatch(shop.clerk, run, List.of(new Stretch(2, 3))))
                .isInstanceOf(WebRefusal.class)
                .hasMessage("SERIALS_TAKEN");
    }

    @Test
    void a_proof_leads_to_the_root_on_the_ledger() {
        RecordName run = runs.get(4);
        labelling.issue(shop.clerk, run, 2);
        Serial serial = labelling.serials(run, new Stretch(2, 2)).getFirst();
        Pack pack = java.util.Objects.requireNonNull(index.find(serial));
        PackProof proof = shop.gateway.bean(Proofs.class).of(pack).orElseThrow();
        assertThat(proof.serial().value()).isEqualTo(serial.value());
        assertThat(PackProof.read(proof.bytes())).isEqualTo(proof);
        assertThat(shop.gateway.bean(Proofs.class).of(new Pack(pack.packing(), run, 3)))
                .isEmpty();
    }

    @Test
    void a_table_of_numbers_holds_what_a_map_does() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        LongTable table = new LongTable();
        TreeMap<Long, Long> map = new TreeMap<>();
        for (int i = 0; i < 20_000; i++) {
            long key = random.nextBoolean() ? random.nextInt(8_000) : random.nextLong();
            long value = random.nextInt();
            Long before = map.put(key, value);
            assertThat(table.put(key, value)).as("seed %s", seed).isEqualTo(before == null ? LongTable.NONE : before);
        }
        assertThat(table.size()).isEqualTo(map.size());
        map.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
        TreeMap<Long, Long> again = new TreeMap<>();
        table.each(again::put);
        assertThat(again).isEqualTo(map);
    }
}
