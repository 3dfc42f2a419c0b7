package qingshan.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import qingshan.rules.Command;
import qingshan.rules.Commands;
import qingshan.rules.Decision;
import qingshan.rules.Decisions;
import qingshan.rules.Events;
import qingshan.rules.Submitter;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.Submitters;
import qingshan.rules.testing.World;
import qingshan.rules.value.Digest;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;

/** The story of the rules' tests as a ledger, a block to each command, and forgeries of it. */
final class TestCounty {
    private static final long DELAY_MS = 2_140;
    private static final LedgerTime AT = new LedgerTime("2026-04-02T01:02:03.004Z");

    final TestChain chain = new TestChain();
    private final Map<Submitter, TestSigner> staff = new HashMap<>();
    private final RecordingState.Committed state = new RecordingState.Committed();
    private final List<World.Step> steps;

    private TestCounty(List<World.Step> steps) {
        this.steps = steps;
    }

    /** Nothing happened yet. */
    TestCounty() {
        this(List.of());
    }

    /** A party adopted from a market's records; with another version, corrected. */
    TestTransaction party(String name, int version) {
        PartyCommand.RegisterParty command = new PartyCommand.RegisterParty(
                null, AT, World.id(name), PartyKind.HOUSEHOLD, null, Digest.of(name + version));
        return transaction(Submitters.IMPORTER, command, JsonObject.EMPTY);
    }

    /** The whole story, told well. */
    static TestCounty told() {
        return told(Story.told().steps());
    }

    /** The story as long as the grower lets only signatures move the card's grams. */
    static TestCounty toldWhileSignedOnly() {
        List<World.Step> steps = Story.told().steps();
        int end = steps.size() - 1;
        while (!steps.get(end).type().equals("SetSignedOnly")) {
            end--;
        }
        return told(steps.subList(0, end));
    }

    /** The whole story, on a chain that was prepared. */
    static TestCounty told(Consumer<TestChain> prepared) {
        return told(Story.told().steps(), prepared);
    }

    private static TestCounty told(List<World.Step> steps) {
        return told(steps, chain -> {});
    }

    private static TestCounty told(List<World.Step> steps, Consumer<TestChain> prepared) {
        TestCounty county = new TestCounty(steps);
        prepared.accept(county.chain);
        county.steps.forEach(step -> county.commit(county.transaction(step)));
        return county;
    }

    /** A command decided by the rules at the state as it is now. */
    TestTransaction transaction(World.Step step) {
        Command command = Commands.read(step.type(), step.json());
        Instant time = Instant.ofEpochMilli(command.occurredAt().epochMilli() + DELAY_MS);
        return transaction(step.by(), step.type(), step.json(), step.openings(), time);
    }

    TestTransaction transaction(Submitter by, Command command, JsonObject openings) {
        Instant time = Instant.ofEpochMilli(command.occurredAt().epochMilli() + DELAY_MS);
        return transaction(by, command.getClass().getSimpleName(), World.json(command), openings, time);
    }

    /**
     * What the rules decide where the state is another than it is. A transaction that names no reads is valid at any
     * state, so only an invariant can find it.
     */
    TestTransaction forge(
            Submitter by, Command command, JsonObject openings, Consumer<RecordingState.Committed> otherwise) {
        Instant time = Instant.ofEpochMilli(command.occurredAt().epochMilli() + DELAY_MS);
        return forge(by, command, openings, otherwise, time);
    }

    /** The same at a time of the forger's choice. */
    TestTransaction forge(
            Submitter by,
            Command command,
            JsonObject openings,
            Consumer<RecordingState.Committed> otherwise,
            Instant time) {
        RecordingState.Committed other = state.copy();
        otherwise.accept(other);
        TestTransaction transaction =
                transaction(other, by, command.getClass().getSimpleName(), World.json(command), openings, time);
        transaction.set.clearReads().clearRangeQueriesInfo();
        return transaction;
    }

    private TestTransaction transaction(Submitter by, String type, JsonObject json, JsonObject openings, Instant time) {
        return transaction(state, by, type, json, openings, time);
    }

    private TestTransaction transaction(
            RecordingState.Committed at,
            Submitter by,
            String type,
            JsonObject json,
            JsonObject openings,
            Instant time) {
        RecordingState recording = at.begin();
        Decision decision =
                Decisions.decide(recording, type, json, by, LedgerTime.ofEpochMilli(time.toEpochMilli()), openings);
        TestTransaction transaction = chain.transaction();
        transaction.creator = signer(by);
        transaction.timestamp = time;
        transaction.function = "story:" + type;
        transaction.endorsers = new ArrayList<>(chain.endorsers.apply(type));
        transaction.argument = CanonicalJson.write(json);
        transaction.answer = CanonicalJson.write(decision.answer());
        transaction.event = decision.events().isEmpty()
                ? null
                : new String(Events.write(decision.events()), StandardCharsets.UTF_8);
        transaction.set = recording.set();
        transaction.privateWrites = recording.privateWrites();
        return transaction;
    }

    void commit(TestTransaction... transactions) {
        long block = chain.blocks().size();
        chain.block(transactions);
        for (int i = 0; i < transactions.length; i++) {
            state.apply(transactions[i].set.build(), block, i);
        }
    }

    void commit(Map<TestTransaction, TxValidationCode> transactions) {
        long block = chain.blocks().size();
        chain.block(transactions);
        int i = 0;
        for (Map.Entry<TestTransaction, TxValidationCode> entry : transactions.entrySet()) {
            if (entry.getValue() == TxValidationCode.VALID) {
                state.apply(entry.getKey().set.build(), block, i);
            }
            i++;
        }
    }

    /** Whoever has these attributes, with a certificate that says so. */
    TestSigner signer(Submitter submitter) {
        return staff.computeIfAbsent(submitter, s -> {
            List<String> attributes = new ArrayList<>();
            for (String attribute : s.attributes()) {
                attributes.add(
                        attribute.equals(Submitter.IMPORTER)
                                ? "\"importer\":\"true\""
                                : "\"role\":\"" + attribute + "\"");
            }
            String json = "{\"attrs\":{" + String.join(",", attributes) + "}}";
            TestCa ca = s.mspId().equals(chain.trade.mspId) ? chain.trade : chain.registry;
            return ca.issue(String.join(".", s.attributes()), "client", json, TestCa.NOT_BEFORE, TestCa.NOT_AFTER);
        });
    }

    /** The name of the record that the first command of a type made. */
    RecordName record(String type) {
        return record(type, 0);
    }

    RecordName record(String type, int which) {
        World.Step step = steps.stream()
                .filter(s -> s.type().equals(type))
                .skip(which)
                .findFirst()
                .orElseThrow();
        return new RecordName(Objects.requireNonNull(step.decision().answer().text("record")));
    }

    String find(Predicate<String> which) {
        return state.find(which);
    }

    String value(String key) {
        return state.value(key);
    }

    List<World.Step> steps() {
        return steps;
    }
}
