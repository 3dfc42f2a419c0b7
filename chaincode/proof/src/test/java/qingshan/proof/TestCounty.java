package qingshan.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        TestCounty county = new TestCounty(Story.told().steps());
        county.steps.forEach(step -> county.commit(county.transaction(step)));
        return county;
    }

    /** The story up to a command that is forged, and no further. */
    static TestCounty forged(Predicate<World.Step> which, Consumer<TestTransaction> forgery) {
        TestCounty county = new TestCounty(Story.told().steps());
        for (World.Step step : county.steps) {
            TestTransaction transaction = county.transaction(step);
            if (which.test(step)) {
                forgery.accept(transaction);
                county.commit(transaction);
                return county;
            }
            county.commit(transaction);
        }
        throw new IllegalStateException("nothing of the story was forged");
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

    private TestTransaction transaction(Submitter by, String type, JsonObject json, JsonObject openings, Instant time) {
        RecordingState recording = state.begin();
        Decision decision =
                Decisions.decide(recording, type, json, by, LedgerTime.ofEpochMilli(time.toEpochMilli()), openings);
        TestTransaction transaction = chain.transaction();
        transaction.creator = signer(by);
        transaction.timestamp = time;
        transaction.function = "story:" + type;
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

    List<World.Step> steps() {
        return steps;
    }
}
