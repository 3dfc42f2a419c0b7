package qingshan.proof;

import static qingshan.rules.testing.Story.FACTORY;
import static qingshan.rules.testing.Story.LABORATORY;
import static qingshan.rules.testing.Story.SEASON;
import static qingshan.rules.testing.Story.TRADER;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.INSPECTOR;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import qingshan.proof.offence.Kind;
import qingshan.rules.Command;
import qingshan.rules.origin.Inspection;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.Dispatch;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Packing;
import qingshan.rules.pack.Serials;
import qingshan.rules.pack.Stretch;
import qingshan.rules.pack.Voiding;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.state.Keys;
import qingshan.rules.testing.TestCard;
import qingshan.rules.testing.World;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Forgeries of serials, of a run of two packs: each is found and named. */
class ForgedLabelsTest extends Forger {
    private static final Digest ROOT = Digest.of("the root of a chunk");

    private RecordName run = new RecordName("command/" + World.commandId("a run"));

    @BeforeEach
    void pack() {
        Packing packing = new Packing(
                SEASON,
                FACTORY,
                county.record("RecordProcessing"),
                "6901234567892",
                new Grams(250),
                2,
                null,
                at(),
                AT_THE_MARKET);
        TestTransaction packed = honest(CLERK, new PackCommand.RecordPacking(next(), packing, List.of()));
        county.commit(packed);
        run = packed.record();
    }

    private Command issue(RecordName of, long first, long count) {
        return new PackCommand.IssueSerials(next(), new Serials(of, first, count, ROOT, at(), IN_PRESENCE), List.of());
    }

    private Command makeVoid(long... ends) {
        Voiding voiding = new Voiding(run, stretches(ends), new Note("标签打坏"), at(), IN_PRESENCE);
        return new PackCommand.VoidSerials(next(), voiding, List.of());
    }

    private Command dispatch(long... ends) {
        return new PackCommand.DispatchPacks(next(), new Dispatch(run, stretches(ends), at(), IN_PRESENCE), List.of());
    }

    private static List<Stretch> stretches(long... ends) {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < ends.length; i += 2) {
            stretches.add(new Stretch(ends[i], ends[i + 1]));
        }
        return stretches;
    }

    private void issued(long first, long count) {
        county.commit(honest(CLERK, issue(run, first, count)));
    }

    // --- issued

    @Test
    void a_chunk_that_overlaps_another() {
        issued(1, 2);
        found(Kind.SERIALS, CLERK, issue(run, 2, 1), s -> s.replace(Keys.serials(run), "\"issued\":2", "\"issued\":1"));
    }

    @Test
    void a_chunk_after_a_gap() {
        issued(1, 1);
        found(
                Kind.SERIALS,
                CLERK,
                issue(run, 7, 1),
                s -> s.replace(Keys.serials(run), "\"issued\":1,\"voided\":0", "\"issued\":6,\"voided\":6"));
    }

    @Test
    void more_serials_than_packs() {
        issued(1, 2);
        found(Kind.SERIALS, CLERK, issue(run, 3, 1), s -> s.replace(Keys.record(run), "\"packs\":2", "\"packs\":9"));
    }

    @Test
    void more_serials_than_packs_in_place_of_one_that_nobody_made_void() {
        issued(1, 2);
        found(Kind.SERIALS, CLERK, issue(run, 3, 1), s -> s.replace(Keys.serials(run), "\"voided\":0", "\"voided\":1"));
    }

    @Test
    void a_chunk_that_is_too_large() {
        TestTransaction issued = honest(CLERK, issue(run, 1, 2));
        issued.sayAndKeep("IssueSerials", "\"count\":2", "\"count\":10001");
        found(Kind.COMMAND, issued);
    }

    @Test
    void serials_of_an_unknown_run() {
        RecordName unknown = RecordName.command(World.commandId("no run"));
        found(
                Kind.SERIALS,
                CLERK,
                issue(unknown, 1, 1),
                s -> s.put(Keys.record(unknown), county.value(Keys.record(run))));
    }

    @Test
    void serials_of_what_is_no_run() {
        RecordName made = county.record("RecordProcessing");
        found(Kind.SERIALS, CLERK, issue(made, 1, 1), s -> s.put(Keys.record(made), county.value(Keys.record(run))));
    }

    @Test
    void serials_of_a_recalled_run() {
        OriginCommand.RecallNotice notice =
                new OriginCommand.RecallNotice(run, new Note("超标"), new Note("停售"), at(), null);
        county.commit(honest(INSPECTOR, new OriginCommand.Recall(next(), notice, null)));
        found(Kind.HELD_BACK, CLERK, issue(run, 1, 1), s -> s.remove(Keys.recall(run)));
    }

    @Test
    void serials_that_another_card_than_the_packers_signs() {
        TestCard trader = TestCard.of(TRADER, 2, Algorithm.SM2_SM3);
        Serials serials = new Serials(run, 1, 1, ROOT, at(), new Witnesses(null, null, List.of(trader.at(40))));
        PackCommand.IssueSerials unsigned = new PackCommand.IssueSerials(null, serials, List.of());
        found(
                Kind.HOLDER_SIGNATURE,
                CLERK,
                new PackCommand.IssueSerials(null, serials, List.of(trader.sign(unsigned))),
                s -> s.replace(Keys.record(run), FACTORY.value(), TRADER.value()));
    }

    @Test
    void a_chunk_kept_under_another_root() {
        TestTransaction issued = honest(CLERK, issue(run, 1, 2));
        issued.rewrite(Keys.chunk(run, 1), ROOT.value(), Digest.of("another").value());
        found(Kind.SERIALS, issued);
    }

    @Test
    void a_chunk_changed_afterwards() {
        issued(1, 2);
        String key = Keys.chunk(run, 1);
        String chunk =
                county.value(key).replace(ROOT.value(), Digest.of("another").value());
        found(Kind.SERIALS, harvested().write(key, chunk));
    }

    @Test
    void a_chunk_that_does_not_count() {
        TestTransaction issued = honest(CLERK, issue(run, 1, 2));
        issued.rewrite(Keys.serials(run), "\"issued\":2", "\"issued\":1");
        found(Kind.SERIALS, issued);
    }

    // --- void and dispatched

    @Test
    void a_serial_that_is_void_and_was_never_issued() {
        issued(1, 1);
        found(Kind.SERIALS, CLERK, makeVoid(2, 2), s -> s.replace(Keys.serials(run), "\"issued\":1", "\"issued\":2"));
    }

    @Test
    void a_pack_that_leaves_under_a_serial_that_was_never_issued() {
        issued(1, 1);
        found(Kind.SERIALS, CLERK, dispatch(1, 2), s -> s.replace(Keys.serials(run), "\"issued\":1", "\"issued\":2"));
    }

    @Test
    void a_pack_that_leaves_before_any_serial_was_issued() {
        found(
                Kind.SERIALS,
                CLERK,
                dispatch(1, 1),
                s -> s.put(Keys.serials(run), "{\"dispatched\":0,\"issued\":2,\"voided\":0}"));
    }

    @Test
    void a_pack_that_leaves_under_a_void_serial() {
        issued(1, 2);
        county.commit(honest(CLERK, makeVoid(2, 2)));
        found(Kind.SERIALS, CLERK, dispatch(1, 2), s -> s.remove(Keys.stretch(run, 2)));
    }

    @Test
    void a_pack_that_leaves_twice() {
        issued(1, 2);
        county.commit(honest(CLERK, dispatch(1, 2)));
        found(Kind.SERIALS, CLERK, dispatch(2, 2), s -> s.remove(Keys.stretch(run, 2)));
    }

    @Test
    void a_serial_that_is_void_after_its_pack_left() {
        issued(1, 2);
        county.commit(honest(CLERK, dispatch(1, 1)));
        found(Kind.SERIALS, CLERK, makeVoid(1, 2), s -> s.remove(Keys.stretch(run, 1)));
    }

    @Test
    void a_serial_that_is_void_twice_so_that_more_may_be_issued() {
        issued(1, 2);
        county.commit(honest(CLERK, makeVoid(1, 1)));
        found(Kind.SERIALS, CLERK, makeVoid(1, 1), s -> s.remove(Keys.stretch(run, 1)));
    }

    @Test
    void a_frozen_run_that_leaves() {
        issued(1, 2);
        RecordName lot = county.record("RecordProcessing");
        CommandId inspection = next();
        Inspection.Item item =
                new Inspection.Item(new Text("铅"), new Text("GB 5009.12"), new Text("≤ 5"), new Text("6"), false);
        county.commit(honest(
                INSPECTOR,
                new OriginCommand.RecordInspection(
                        inspection,
                        at(),
                        lot,
                        new Text("lead"),
                        LABORATORY,
                        null,
                        List.of(item),
                        Inspection.Verdict.FAILED,
                        Digest.of("report"))));
        county.commit(honest(INSPECTOR, new OriginCommand.Freeze(next(), at(), lot, inspection, new Note("超标"))));
        found(Kind.HELD_BACK, CLERK, dispatch(1, 1), s -> s.remove(Keys.freeze(run, inspection)));
    }

    @Test
    void a_stretch_kept_with_another_fate() {
        issued(1, 2);
        TestTransaction voided = honest(CLERK, makeVoid(1, 1));
        voided.rewrite(Keys.stretch(run, 1), "void", "dispatched");
        found(Kind.SERIALS, voided);
    }

    @Test
    void a_void_serial_that_comes_back() {
        issued(1, 2);
        county.commit(honest(CLERK, makeVoid(1, 1)));
        found(Kind.SERIALS, harvested().write(Keys.stretch(run, 1), null));
    }
}
