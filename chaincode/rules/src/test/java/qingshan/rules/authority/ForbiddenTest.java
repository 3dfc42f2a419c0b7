package qingshan.rules.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.IMPORTER;
import static qingshan.rules.testing.Submitters.REGISTRAR;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import qingshan.rules.Code;
import qingshan.rules.Commands;
import qingshan.rules.Decision;
import qingshan.rules.Decisions;
import qingshan.rules.Submitter;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.batch.BatchEntry;
import qingshan.rules.batch.BatchEvent;
import qingshan.rules.batch.ImportRun;
import qingshan.rules.batch.Outcome;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.JsonString;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.testing.Refused;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.Submitters;
import qingshan.rules.testing.World;
import qingshan.rules.value.Digest;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Text;

/** Well-formed commands from those who may not: refused, and nothing written. */
class ForbiddenTest {
    private final World world = Story.told();

    @TestFactory
    Stream<DynamicTest> whoever_no_line_allows_is_refused_and_nothing_is_written() {
        return AuthorizationTest.commands().stream()
                .map(type -> DynamicTest.dynamicTest(type, () -> {
                    World.Step step = example(type);
                    Map<String, String> before = world.state().contents();
                    List<Authorization.Line> lines = AuthorizationTest.lines();
                    for (String mspId : AuthorizationTest.MSPS) {
                        for (String attribute : AuthorizationTest.ATTRIBUTES) {
                            if (!lines.contains(new Authorization.Line(type, mspId, attribute))) {
                                refused(step, Submitters.of(mspId, attribute));
                            }
                        }
                    }
                    assertThat(world.state().contents()).isEqualTo(before);
                }));
    }

    private void refused(World.Step step, Submitter by) {
        world.state().calls().reset();
        JsonObject detail = Refused.by(Code.FORBIDDEN, () -> decide(step.type(), step.json(), step.openings(), by));
        assertThat(detail.text("command")).isEqualTo(step.type());
        assertThat(detail.text("mspId")).isEqualTo(by.mspId());
        assertThat(world.state().calls().total()).as("nothing is even read").isZero();
    }

    /** The right role in the right organization, for a market that another one runs. */
    @TestFactory
    Stream<DynamicTest> the_right_role_of_the_wrong_organization_owns_nothing() {
        Text foreign = new Text(Submitter.AUDITOR);
        world.put(
                REGISTRAR,
                new PartyCommand.RegisterMarket(
                        World.commandId("foreign"),
                        new LedgerTime("2026-03-05T01:00:00.000Z"),
                        World.id("foreign market"),
                        new Text("别处市场"),
                        foreign));
        return Stream.of("RetireScale", "RecordSlip", "RecordLoss", "RecordPacking", "OpenRun")
                .map(type -> DynamicTest.dynamicTest(type, () -> {
                    World.Step step = marketsWord(type);
                    JsonObject other = replaced(
                            step.json(),
                            Story.MARKET.value(),
                            World.id("foreign market").value());
                    Submitter by = type.equals("OpenRun") ? IMPORTER : CLERK;
                    Map<String, String> before = world.state().contents();
                    Refused.by(Code.NOT_OWNER, () -> decide(type, fresh(other), step.openings(), by));
                    assertThat(world.state().contents()).isEqualTo(before);
                }));
    }

    @Test
    void the_registry_gives_no_market_s_word() {
        World.Step step = marketsWord("RecordLoss");
        Refused.by(Code.NOT_OWNER, () -> decide("RecordLoss", fresh(step.json()), step.openings(), REGISTRAR));
    }

    /** An entry is decided as its command would be alone: who brings a batch does not thereby become a registrar. */
    @TestFactory
    Stream<DynamicTest> an_entry_of_a_batch_is_authorized_as_its_command() {
        return AuthorizationTest.commands().stream()
                .map(type -> DynamicTest.dynamicTest(type, () -> {
                    Outcome outcome = inBatch(type);
                    if (type.equals("OpenRun") || type.equals("RecordBatch")) {
                        assertThat(outcome.code()).as("a batch holds no batch").isEqualTo(Code.BAD_VALUE.name());
                    } else if (Authorization.allows(type, IMPORTER)) {
                        assertThat(outcome.code()).isNotEqualTo(Code.FORBIDDEN.name());
                    } else {
                        // a command that needs an id of its own is no entry at all
                        assertThat(outcome.code()).isIn(Code.FORBIDDEN.name(), Code.MISSING_FIELD.name());
                    }
                }));
    }

    private Outcome inBatch(String type) {
        World.Step step = example(type);
        TreeMap<String, Json> entry = new TreeMap<>(step.json().members());
        entry.remove("id");
        entry.put("type", new JsonString(type));
        Digest run = Digest.of("run for " + type);
        LedgerTime at = new LedgerTime("2026-03-05T02:00:00.000Z");
        List<ImportRun.File> files = List.of(new ImportRun.File(new Text("slips.csv"), run));
        Digest id = ImportRun.of(List.of(run));
        world.put(IMPORTER, new BatchCommand.OpenRun(at, id, Story.MARKET, Story.SEASON, files));
        BatchEntry row = new BatchEntry("slips", 2, "N" + type, null, new JsonObject(entry), null);
        Decision decision =
                world.put(IMPORTER, new BatchCommand.RecordBatch(at, ImportRun.batch(id, 0), id, 0, List.of(row)));
        return decision.events().stream()
                .filter(BatchEvent.BatchRecorded.class::isInstance)
                .map(BatchEvent.BatchRecorded.class::cast)
                .map(recorded -> recorded.outcomes().getFirst())
                .findFirst()
                .orElseThrow();
    }

    private World.Step example(String type) {
        return world.steps().stream()
                .filter(step -> step.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** An example in which a market stands behind what is said. */
    private World.Step marketsWord(String type) {
        return world.steps().stream()
                .filter(step ->
                        step.type().equals(type) && step.json().toString().contains(Story.MARKET.value()))
                .findFirst()
                .orElseThrow();
    }

    private Decision decide(String type, JsonObject json, JsonObject openings, Submitter by) {
        LedgerTime at = Commands.read(type, json).occurredAt();
        return Decisions.decide(world.state(), type, json, by, at, openings);
    }

    /** The same under another command id, so that it is not the repeat of an earlier one. */
    private static JsonObject fresh(JsonObject json) {
        return json.get("id") == null
                ? json
                : json.with("id", World.commandId("fresh " + json).value());
    }

    private static JsonObject replaced(JsonObject json, String from, String to) {
        String text = CanonicalJson.write(json);
        assertThat(text).contains(from);
        return JsonParser.object(text.replace(from, to));
    }
}
