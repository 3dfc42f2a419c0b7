package qingshan.proof;

import static qingshan.rules.testing.Story.FACTORY;
import static qingshan.rules.testing.Story.GROWER;
import static qingshan.rules.testing.Story.MARKET;
import static qingshan.rules.testing.Story.NEIGHBOUR;
import static qingshan.rules.testing.Story.SEASON;
import static qingshan.rules.testing.Story.TRADER;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.COUNTY_OFFICER;
import static qingshan.rules.testing.Submitters.IMPORTER;
import static qingshan.rules.testing.Submitters.POLICY_OFFICER;
import static qingshan.rules.testing.Submitters.REGISTRAR;
import static qingshan.rules.testing.Submitters.VILLAGE_OFFICER;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
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
import qingshan.rules.json.Records;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.policy.PolicyKind;
import qingshan.rules.policy.PolicyStatus;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.state.Keys;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;
import qingshan.rules.value.Area;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Forgeries of what was said and when, and of what counts once: each is found and named. */
class ForgedRecordsTest extends Forger {

    private TestTransaction harvested() {
        return forgeSlip(slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 1_000), s -> {});
    }

    private PartyCommand.RegisterParty party(PartyKind kind) {
        return new PartyCommand.RegisterParty(
                next(), at(), World.id("party of the grower"), kind, null, Digest.of("another salt"));
    }

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
        slip.privateWrites = null;
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

    // --- what is registered

    @Test
    void an_approved_party_that_an_importer_changes() {
        found(Kind.REGISTER, IMPORTER, party(PartyKind.TRADER), s -> {
            String key = Keys.party(World.id("party of the grower"));
            s.replace(key, "approved", "adopted");
            s.replace(key, "RegistryMSP", "TradeMSP");
        });
    }

    @Test
    void a_retired_scale_that_an_importer_brings_back() {
        found(
                Kind.REGISTER,
                IMPORTER,
                new PartyCommand.RegisterScale(next(), at(), MARKET, new Text("C02")),
                s -> s.replace(Keys.market(MARKET), "\"retired\":[\"C02\"]", "\"retired\":[]"));
    }

    @Test
    void a_card_changed_beside_an_honest_slip() {
        String card = county.value(Keys.card(GROWER));
        found(
                Kind.REGISTER,
                harvested().write(Keys.card(GROWER), card.replace("\"signedOnly\":true", "\"signedOnly\":false")));
    }

    @Test
    void a_policy_that_is_edited() {
        String key = Keys.policy("season", SEASON, 1);
        String edition = county.value(key);
        found(Kind.POLICY, harvested().write(key, edition.replace("180000", "990000")));
    }

    @Test
    void an_edition_published_over_another() {
        SeasonPolicy policy = Story.POLICY;
        found(
                Kind.POLICY,
                POLICY_OFFICER,
                new PolicyCommand.PublishPolicy(
                        next(),
                        at(),
                        PolicyKind.SEASON,
                        SEASON,
                        1,
                        policy.from(),
                        new Note("更宽"),
                        PolicyStatus.VERIFIED,
                        Records.write(policy, SeasonPolicy.class).with("leafPerMadeMin", 1)),
                s -> s.remove("policy"));
    }

    @Test
    void a_policy_of_another_edition() {
        TestTransaction slip = harvested();
        String hash = Digest.of(Records.write(Story.POLICY, SeasonPolicy.class)).value();
        slip.say(hash, Digest.of("another document").value());
        found(Kind.POLICY, slip);
    }

    @Test
    void an_entitlement_that_the_town_never_saw() {
        Id plot = World.id("plot of the grower");
        TestTransaction again = forge(
                VILLAGE_OFFICER,
                new OriginCommand.ProposeEntitlement(next(), at(), GROWER, SEASON, List.of(plot)),
                s -> s.remove(Keys.grant(GROWER, SEASON)));
        found(Kind.APPROVAL, again);
    }

    @Test
    void a_county_that_approves_alone() {
        found(
                Kind.APPROVAL,
                COUNTY_OFFICER,
                new OriginCommand.ApproveByCounty(next(), at(), NEIGHBOUR, SEASON),
                s -> s.replace(
                        Keys.grant(NEIGHBOUR, SEASON),
                        "\"approvals\":[],\"basis\":\"adopted\"",
                        "\"approvals\":[{\"at\":\"2026-03-05T00:00:00.000Z\",\"level\":\"village\",\"mspId\":\"RegistryMSP\"},"
                                + "{\"at\":\"2026-03-05T00:00:00.000Z\",\"level\":\"town\",\"mspId\":\"RegistryMSP\"}],"
                                + "\"basis\":\"approved\""));
    }

    @Test
    void a_plot_that_counts_for_two_parties() {
        Id plot = World.id("plot of the grower");
        found(
                Kind.ENTITLEMENT,
                IMPORTER,
                new OriginCommand.AdoptEntitlement(next(), at(), NEIGHBOUR, SEASON, List.of(plot)),
                s -> {
                    s.remove(Keys.claim(plot, SEASON));
                    s.replace(
                            Keys.plot(plot),
                            World.id("party of the grower").value(),
                            World.id("party of the neighbour").value());
                });
    }

    @Test
    void a_plot_that_counts_for_who_has_it_and_for_who_harvested_it() {
        Id party = World.id("party of a third");
        Id card = World.id("card of a third");
        Id plot = World.id("plot of the neighbour");
        county.commit(honest(
                IMPORTER,
                new PartyCommand.RegisterParty(
                        next(), at(), party, PartyKind.HOUSEHOLD, null, Digest.of("salt and name"))));
        county.commit(honest(IMPORTER, new CardCommand.IssueCard(next(), at(), card, party)));
        county.commit(honest(
                IMPORTER, new OriginCommand.RegisterPlot(next(), at(), plot, party, new Area(1_200), null, null)));
        found(
                Kind.ENTITLEMENT,
                IMPORTER,
                new OriginCommand.AdoptEntitlement(next(), at(), card, SEASON, List.of(plot)),
                s -> s.replace(Keys.entitlement(NEIGHBOUR, SEASON), "\"used\":3000", "\"used\":0"));
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
