package qingshan.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Story.FACTORY;
import static qingshan.rules.testing.Story.SEASON;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.INSPECTOR;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qingshan.proof.block.Hashes;
import qingshan.proof.offence.Kind;
import qingshan.proof.pack.ChunkTree;
import qingshan.proof.pack.Flaw;
import qingshan.proof.pack.PackProof;
import qingshan.proof.pack.PackVerdict;
import qingshan.rules.json.JsonParser;
import qingshan.rules.lot.Hold;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.Dispatch;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Packing;
import qingshan.rules.pack.Serials;
import qingshan.rules.pack.Stretch;
import qingshan.rules.pack.Voiding;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Proofs of packs, of a run of forty with two chunks of serials. */
class PackProofTest extends Forger {
    private static final List<String> FIRST_CHUNK = serials(1, 13);
    private static final List<String> SECOND_CHUNK = serials(14, 27);

    private PackProof.Facts facts;
    private PackProof.Place packed;
    private PackProof.Place first;
    private PackProof.Place second;
    private RecordName run;

    private static List<String> serials(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> Hashes.hex(Hashes.sha256(ByteString.copyFromUtf8("serial " + i)))
                        .substring(0, 20))
                .toList();
    }

    @BeforeEach
    void label() {
        Packing packing = packing("BZ0000042");
        TestTransaction made = honest(CLERK, new PackCommand.RecordPacking(next(), packing, List.of()));
        run = made.record();
        facts = PackProof.Facts.of(packing);
        packed = commit(made);
        first = commit(issue(run, 1, FIRST_CHUNK));
        second = commit(issue(run, 14, SECOND_CHUNK));
    }

    private Packing packing(String number) {
        return new Packing(
                SEASON,
                FACTORY,
                county.record("RecordProcessing"),
                "12345670",
                new Grams(5),
                40,
                new Text(number),
                at(),
                AT_THE_MARKET);
    }

    private TestTransaction issue(RecordName of, long from, List<String> serials) {
        Digest root = ChunkTree.of(serials).root();
        Serials chunk = new Serials(of, from, serials.size(), root, at(), IN_PRESENCE);
        return honest(CLERK, new PackCommand.IssueSerials(next(), chunk, List.of()));
    }

    private PackProof.Place commit(TestTransaction transaction) {
        long block = county.chain.blocks().size();
        county.commit(transaction);
        String digest = JsonParser.object(transaction.answer).text("digest");
        return new PackProof.Place(
                new Digest(Objects.requireNonNull(digest)),
                block,
                new Digest(county.chain.head()),
                new Digest(transaction.id()));
    }

    private PackProof proof(int index) {
        boolean early = index <= FIRST_CHUNK.size();
        List<String> serials = early ? FIRST_CHUNK : SECOND_CHUNK;
        int from = early ? 1 : 14;
        ChunkTree tree = ChunkTree.of(serials);
        return new PackProof(
                PackProof.FORMAT,
                run,
                facts,
                packed,
                new Text(serials.get(index - from)),
                index,
                new PackProof.Chunk(from, serials.size(), tree.root()),
                tree.path(index - from),
                early ? first : second);
    }

    private AuditResult audit(PackProof... proofs) {
        return TestChain.audit(
                county.chain.export(), AuditOptions.at(TestChain.NOW).withPacks(List.of(proofs)));
    }

    private PackVerdict verdict(PackProof proof) {
        return audit(proof).packs().getFirst();
    }

    @Test
    void every_pack_is_proven_and_the_file_says_it_all() {
        PackProof[] proofs = IntStream.rangeClosed(1, 40)
                .mapToObj(index -> PackProof.read(proof(index).bytes()))
                .toArray(PackProof[]::new);

        AuditResult result = audit(proofs);

        assertThat(result.isGood()).isTrue();
        assertThat(result.packs()).extracting(PackVerdict::proof).containsExactly(proofs);
        assertThat(result.packs()).allMatch(pack -> pack.flaw() == null && !pack.dispatched());
    }

    @Test
    void a_proof_tells_of_no_other_serial() {
        String file = new String(proof(5).bytes(), UTF_8);
        assertThat(file).contains(FIRST_CHUNK.get(4));
        assertThat(FIRST_CHUNK).filteredOn(file::contains).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "RUN,    `\"run\":\"command/`, `\"run\":\"command/0`",
                "FACTS,  `\"gtin\":\"12345670\"`, `\"gtin\":\"96385074\"`",
                "FACTS,  `\"packGrams\":5`, `\"packGrams\":50`",
                "FACTS,  `\"number\":\"BZ0000042\"`, `\"number\":\"BZ0000043\"`",
                "FACTS,  `\"number\":\"BZ0000042\",`, ``",
                "FACTS,  `\"packedAt\":\"2026-`, `\"packedAt\":\"2025-`",
                "FACTS,  `\"lot\":\"card/023e`, `\"lot\":\"card/123e`",
                "PACKED, `\"packed\":{\"block\":49`, `\"packed\":{\"block\":48`",
                "PACKED, `\"packed\":{\"block\":49,\"blockHash\":\"`, `…`",
                "PACKED, `\"packed\":{…\"record\":\"`, `…`",
                "PACKED, `\"packed\":{…\"transactionId\":\"`, `…`",
                "CHUNK,  `\"count\":13`, `\"count\":12`",
                "CHUNK,  `\"first\":1,`, `\"first\":2,`",
                "CHUNK,  `\"root\":\"`, `…`",
                "ISSUED, `\"issued\":{\"block\":50`, `\"issued\":{\"block\":51`",
                "ISSUED, `\"issued\":{\"block\":50,\"blockHash\":\"`, `…`",
                "ISSUED, `\"issued\":{…\"record\":\"`, `…`",
                "ISSUED, `\"issued\":{…\"transactionId\":\"`, `…`",
                "PATH,   `\"index\":5`, `\"index\":6`",
                "PATH,   `\"index\":5`, `\"index\":14`",
                "PATH,   `\"index\":5`, `\"index\":0`",
                "PATH,   `\"serial\":\"`, `…`",
                "PATH,   `\"path\":[\"`, `…`"
            })
    void each_changed_member_is_found(Flaw flaw, String from, String to) {
        String file = new String(proof(5).bytes(), UTF_8);
        String changed = change(file, from, to == null ? "" : to);
        assertThat(changed).isNotEqualTo(file);

        AuditResult result = audit(PackProof.read(changed.getBytes(UTF_8)));

        assertThat(result.packs().getFirst().flaw()).isEqualTo(flaw);
        assertThat(result.offence()).isNull();
        assertThat(result.isGood()).isFalse();
    }

    /** {@code …} in the first stands for whatever is between; as the second, for another digit after the first. */
    private static String change(String file, String from, String to) {
        int gap = from.indexOf('…');
        int begin = file.indexOf(gap < 0 ? from : from.substring(0, gap));
        String end = gap < 0 ? from : from.substring(gap + 1);
        int after = file.indexOf(end, begin) + end.length();
        if (!to.equals("…")) {
            String rest = file.substring(after);
            // an id keeps its length
            return file.substring(0, begin) + to + (to.endsWith("command/0") ? rest.substring(1) : rest);
        }
        char digit = file.charAt(after) == '0' ? '1' : '0';
        return file.substring(0, after) + digit + file.substring(after + 1);
    }

    @Test
    void a_path_that_is_longer_or_shorter_or_out_of_order_leads_nowhere() {
        PackProof good = proof(5);
        List<Digest> path = good.path();
        assertThat(verdict(with(good, path.subList(1, path.size()))).flaw()).isEqualTo(Flaw.PATH);
        assertThat(verdict(with(good, path.reversed())).flaw()).isEqualTo(Flaw.PATH);
        List<Digest> longer = IntStream.rangeClosed(0, path.size())
                .mapToObj(i -> i == path.size() ? good.chunk().root() : path.get(i))
                .toList();
        assertThat(verdict(with(good, longer)).flaw()).isEqualTo(Flaw.PATH);
        assertThat(verdict(with(good, path)).flaw()).isNull();
    }

    private static PackProof with(PackProof p, List<Digest> path) {
        return new PackProof(
                p.format(), p.run(), p.facts(), p.packed(), p.serial(), p.index(), p.chunk(), path, p.issued());
    }

    @Test
    void a_chunk_of_another_run_proves_nothing_of_this_one() {
        Packing other = packing("BZ0000043");
        TestTransaction made = honest(CLERK, new PackCommand.RecordPacking(next(), other, List.of()));
        PackProof.Place place = commit(made);
        PackProof here = proof(5);
        PackProof there = new PackProof(
                here.format(),
                made.record(),
                PackProof.Facts.of(other),
                place,
                here.serial(),
                here.index(),
                here.chunk(),
                here.path(),
                here.issued());
        assertThat(verdict(there).flaw()).isEqualTo(Flaw.CHUNK);
        commit(issue(made.record(), 1, serials(900, 13)));
        assertThat(verdict(there).flaw()).isEqualTo(Flaw.CHUNK);
    }

    @Test
    void another_ledgers_export_proves_nothing() {
        byte[] without = TestCounty.told().chain.export();
        PackProofTest same = new PackProofTest();
        same.label();
        AuditOptions asker = AuditOptions.at(TestChain.NOW).withPacks(List.of(proof(5)));

        // the same acts, signed by the keys of another county
        assertThat(TestChain.audit(same.county.chain.export(), asker)
                        .packs()
                        .getFirst()
                        .flaw())
                .isEqualTo(Flaw.PACKED);
        assertThat(TestChain.audit(without, asker).packs().getFirst().flaw()).isEqualTo(Flaw.RUN);
    }

    @Test
    void an_export_with_an_offence_proves_no_pack() {
        county.chain.block(harvested().write(Keys.chunk(run, 1), null));
        AuditResult result = audit(proof(5), proof(20));
        assertThat(TestChain.offence(result).kind()).isEqualTo(Kind.SERIALS);
        assertThat(result.packs()).extracting(PackVerdict::flaw).containsExactly(Flaw.EXPORT, Flaw.EXPORT);

        AuditResult noExport =
                TestChain.audit(new byte[9], AuditOptions.at(TestChain.NOW).withPacks(List.of(proof(5))));
        assertThat(noExport.packs()).extracting(PackVerdict::flaw).containsExactly(Flaw.EXPORT);
    }

    @Test
    void a_void_serial_is_on_no_pack_and_a_dispatched_one_has_left() {
        Voiding voiding = new Voiding(run, List.of(new Stretch(4, 5)), new Note("标签打坏"), at(), IN_PRESENCE);
        commit(honest(CLERK, new PackCommand.VoidSerials(next(), voiding, List.of())));
        Dispatch dispatch = new Dispatch(run, List.of(new Stretch(6, 20)), at(), IN_PRESENCE);
        commit(honest(CLERK, new PackCommand.DispatchPacks(next(), dispatch, List.of())));

        AuditResult result = audit(proof(3), proof(5), proof(6), proof(20), proof(21));

        assertThat(result.packs()).extracting(PackVerdict::flaw).containsExactly(null, Flaw.VOID, null, null, null);
        assertThat(result.packs()).extracting(PackVerdict::dispatched).containsExactly(false, false, true, true, false);
    }

    @Test
    void a_run_that_is_held_back_is_told() {
        OriginCommand.RecallNotice notice =
                new OriginCommand.RecallNotice(facts.lot(), new Note("超标"), new Note("停售"), at(), null);
        assertThat(verdict(proof(5)).hold()).isEqualTo(Hold.FREE);
        county.commit(honest(INSPECTOR, new OriginCommand.Recall(next(), notice, null)));
        PackVerdict recalled = verdict(proof(5));
        assertThat(recalled.hold()).isEqualTo(Hold.RECALLED);
        assertThat(recalled.flaw()).isNull();
    }
}
