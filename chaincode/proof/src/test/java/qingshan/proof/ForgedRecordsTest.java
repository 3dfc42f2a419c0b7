package qingshan.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Story.FACTORY;
import static qingshan.rules.testing.Story.MARKET;
import static qingshan.rules.testing.Story.NEIGHBOUR;
import static qingshan.rules.testing.Story.SEASON;
import static qingshan.rules.testing.Story.TRADER;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.IMPORTER;
import static qingshan.rules.testing.Submitters.POLICY_OFFICER;
import static qingshan.rules.testing.Submitters.REGISTRAR;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWriteHash;
import org.junit.jupiter.api.Test;
import qingshan.proof.block.Hashes;
import qingshan.proof.offence.Kind;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.batch.BatchEntry;
import qingshan.rules.batch.ImportRun;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Loss;
import qingshan.rules.card.Slip;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.state.Keys;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Forgeries of what was said and when, and of what counts once: each is found and named. */
class ForgedRecordsTest extends Forger {

    // --- what was asked, by whom, and what came of it

    @Test
    void a_command_that_is_none() {
        TestTransaction slip = harvested();
        slip.argument = "{\"grams\":1000}";
        found(Kind.COMMAND, slip);
    }

    @Test
    void a_role_that_may_not_submit_it() {
        TestTransaction slip = harvested();
        slip.creator = county.signer(POLICY_OFFICER);
        slip.say("\"mspId\":\"TradeMSP\"", "\"mspId\":\"RegistryMSP\"");
        found(Kind.NOT_AUTHORIZED, slip);
    }

    @Test
    void the_right_role_of_the_wrong_organization() {
        TestTransaction slip = harvested();
        slip.creator = county.chain.registry.issue(
                "clerk", "client", "{\"attrs\":{\"role\":\"market-clerk\"}}", TestCa.NOT_BEFORE, TestCa.NOT_AFTER);
        found(Kind.NOT_AUTHORIZED, slip);
    }

    @Test
    void an_organization_that_trades_with_nobody() {
        TestTransaction slip = harvested();
        slip.creator = county.chain.registry.issue(
                "loans", "client", "{\"attrs\":{\"role\":\"loan-officer\"}}", TestCa.NOT_BEFORE, TestCa.NOT_AFTER);
        found(Kind.NOT_AUTHORIZED, slip);
    }

    @Test
    void a_time_that_only_an_importer_may_bring() {
        TestTransaction slip = harvested();
        slip.timestamp = slip.timestamp.plus(Duration.ofMinutes(11));
        found(Kind.OCCURRED_AT, slip);
    }

    @Test
    void a_command_id_with_another_body() {
        PartyCommand.RegisterScale first = new PartyCommand.RegisterScale(next(), at(), MARKET, new Text("C07"));
        county.commit(honest(REGISTRAR, first));
        found(
                Kind.COMMAND_ID,
                REGISTRAR,
                new PartyCommand.RegisterScale(first.id(), at(), MARKET, new Text("C08")),
                s -> s.remove(Keys.command(Objects.requireNonNull(first.id()))));
    }

    @Test
    void a_command_that_leaves_its_id_free() {
        TestTransaction slip = harvested();
        slip.leaveOut("command");
        found(Kind.COMMAND_ID, slip);
    }

    @Test
    void an_answer_that_is_another() {
        TestTransaction slip = harvested();
        String other = slip.answer.replaceFirst("\"digest\":\"....", "\"digest\":\"0000");
        slip.rewrite("command", slip.answer, other);
        slip.answer = other;
        found(Kind.ANSWER, slip);
    }

    @Test
    void an_event_that_is_kept_back() {
        TestTransaction slip = harvested();
        slip.event = null;
        found(Kind.EVENTS, slip);
    }

    @Test
    void an_event_that_tells_more_than_happened() {
        TestTransaction slip = harvested();
        TestTransaction more = honest(REGISTRAR, new PartyCommand.RegisterScale(next(), at(), MARKET, new Text("C09")));
        String first = String.valueOf(slip.event);
        slip.event = first.substring(0, first.length() - 2) + ","
                + String.valueOf(more.event).substring("{\"events\":[".length());
        found(Kind.EVENTS, slip);
    }

    @Test
    void an_event_that_tells_of_other_grams() {
        TestTransaction slip = harvested();
        slip.event = String.valueOf(slip.event).replace("\"grams\":1000", "\"grams\":1");
        found(Kind.EVENTS, slip);
    }

    @Test
    void a_key_that_the_ledger_does_not_know() {
        found(Kind.WRITES, harvested().write("secret\u001fdoor", "{}"));
    }

    @Test
    void a_value_in_another_form() {
        TestTransaction slip = harvested();
        slip.rewrite("holding", "{\"parts\"", "{ \"parts\"");
        found(Kind.WRITES, slip);
    }

    @Test
    void prices_that_are_not_kept() {
        TestTransaction slip = harvested();
        slip.privateWrites.clear();
        found(Kind.PRIVATE, slip);
    }

    @Test
    void prices_of_what_was_no_slip() {
        TestTransaction loss = forge(
                CLERK,
                new CardCommand.RecordLoss(
                        next(),
                        new Loss(SEASON, TRADER, Story.LEAF, FIRST, new Grams(10), new Note("失水"), at(), AT_THE_MARKET),
                        List.of()),
                s -> {});
        loss.privateWrites = harvested().privateWrites;
        found(Kind.PRIVATE, loss);
    }

    @Test
    void an_organizations_mark_on_what_it_does_not_answer_for() {
        TestTransaction slip = harvested();
        slip.privateWrites.put("endorsed-by-TradeMSP", mark());
        found(Kind.PRIVATE, slip);
    }

    @Test
    void the_mark_of_another_organization() {
        TestTransaction scale = scale();
        scale.privateWrites.put("endorsed-by-TradeMSP", mark());
        found(Kind.PRIVATE, scale);
    }

    @Test
    void a_mark_that_keeps_something() {
        TestTransaction scale = scale();
        scale.privateWrites.put(
                "endorsed-by-RegistryMSP",
                HashedRWSet.newBuilder()
                        .addHashedWrites(mark().getHashedWrites(0).toBuilder()
                                .clearIsDelete()
                                .setValueHash(Hashes.sha256(ByteString.copyFromUtf8("something"))))
                        .build());
        found(Kind.PRIVATE, scale);
    }

    private TestTransaction scale() {
        TestTransaction scale =
                honest(REGISTRAR, new PartyCommand.RegisterScale(next(), at(), MARKET, new Text("C09")));
        assertThat(scale.privateWrites).containsExactly(Map.entry("endorsed-by-RegistryMSP", mark()));
        return scale;
    }

    private static HashedRWSet mark() {
        return HashedRWSet.newBuilder()
                .addHashedWrites(KVWriteHash.newBuilder()
                        .setKeyHash(Hashes.sha256(ByteString.copyFromUtf8("endorsed")))
                        .setIsDelete(true))
                .build();
    }

    @Test
    void a_slip_after_the_season() {
        Slip slip = slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 1_000);
        Slip late = new Slip(
                slip.season(),
                slip.source(),
                slip.seller(),
                slip.buyer(),
                slip.product(),
                slip.grade(),
                slip.grams(),
                new LedgerTime("2026-05-31T20:00:00.000Z"),
                null,
                null,
                null,
                slip.commitment(),
                slip.witnesses());
        found(Kind.RECORD, forgeSlip(late, s -> s.replace("policy", "\"to\":\"2026-05-31\"", "\"to\":\"2026-07-31\"")));
    }

    @Test
    void a_trader_who_harvests() {
        found(Kind.RECORD, forgeSlip(slip(Slip.Source.HARVEST, TRADER, FACTORY, 10), s -> {
            s.replace("policy", "[\"household\",", "[\"household\",\"trader\",");
            s.put(Keys.entitlement(TRADER, SEASON), county.value(Keys.entitlement(NEIGHBOUR, SEASON)));
        }));
    }

    @Test
    void a_row_of_another_table() {
        TestTransaction batch = batch("LS0000099", 1, s -> {});
        String digest = bodyDigest(batch.argument);
        // the row LS0000011 of the slips was taken before
        batch.argument = asProcessing(batch.argument);
        batch.event = asProcessing(String.valueOf(batch.event));
        String other = bodyDigest(batch.argument);
        batch.rename(
                ForgedRecordsTest::asProcessing, value -> asProcessing(value).replace(digest, other));
        found(Kind.RECORDED_TWICE, batch);
    }

    private static String asProcessing(String text) {
        return text.replace("slips/LS0000099", "processing/LS0000011")
                .replace("slips\u001fLS0000099", "processing\u001fLS0000011")
                .replace("\"table\":\"slips\"", "\"table\":\"processing\"")
                .replace("LS0000099", "LS0000011");
    }

    private static String bodyDigest(String argument) {
        TreeMap<String, Json> members =
                new TreeMap<>(JsonParser.object(argument).members());
        members.remove("occurredAt");
        return Digest.of(new JsonObject(members)).value();
    }

    // --- what counts once

    @Test
    void a_row_that_counts_twice() {
        RecordName row = new RecordName("row/" + MARKET + "/" + SEASON + "/slips/LS0000011");
        found(Kind.RECORDED_TWICE, batch(row.parts()[4], 1, s -> s.remove(Keys.record(row))));
    }

    @Test
    void a_record_changed_afterwards() {
        RecordName row = new RecordName("row/" + MARKET + "/" + SEASON + "/slips/LS0000011");
        String record = county.value(Keys.record(row));
        found(
                Kind.RECORDED_TWICE,
                harvested().write(Keys.record(row), record.replace("\"grams\":3000", "\"grams\":3001")));
    }

    @Test
    void a_batch_out_of_turn() {
        found(Kind.BATCH, batch("LS0000099", 2, s -> s.replace("import", "\"next\":1", "\"next\":2")));
    }

    @Test
    void a_row_without_an_outcome() {
        TestTransaction batch = batch("LS0000099", 1, s -> {});
        String outcome = ",{\"by\":\"importer\",\"code\":\"BAD_TIME\",\"detail\":{\"field\":\"occurredAt\"},"
                + "\"line\":9,\"number\":\"LS0000098\",\"table\":\"slips\"}";
        batch.event = String.valueOf(batch.event).replace(outcome, "");
        batch.rewrite("batch", outcome, "");
        batch.answer = "{\"ACCEPTED\":1}";
        found(Kind.BATCH, batch);
    }

    @Test
    void an_accepted_row_that_is_told_as_refused() {
        TestTransaction batch = batch("LS0000099", 1, s -> {});
        String accepted = "{\"by\":\"contract\",\"code\":\"ACCEPTED\",";
        String refused = "{\"by\":\"contract\",\"code\":\"OVERSOLD\",\"detail\":{},";
        batch.event = String.valueOf(batch.event).replace(accepted, refused);
        batch.rewrite("batch", accepted, refused);
        found(Kind.EVENTS, batch);
    }

    private TestTransaction batch(String number, int index, Consumer<RecordingState.Committed> otherwise) {
        String imported = county.find(key -> key.startsWith(Keys.from("import")));
        Digest run = new Digest(Keys.last(imported));
        LedgerTime at = at();
        Slip slip = slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 500);
        BatchEntry row = new BatchEntry(
                "slips", 8, number, at, World.entry(new CardCommand.RecordSlip(null, slip, List.of())), null);
        BatchEntry refused = new BatchEntry(
                "slips",
                9,
                "LS0000098",
                null,
                null,
                new BatchEntry.Refused("BAD_TIME", JsonObject.of("field", "occurredAt")));
        return county.forge(
                IMPORTER,
                new BatchCommand.RecordBatch(at(), ImportRun.batch(run, index), run, index, List.of(row, refused)),
                World.openings(List.of(opening(500))),
                otherwise);
    }
}
