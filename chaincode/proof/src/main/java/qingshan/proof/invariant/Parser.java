package qingshan.proof.invariant;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.block.ReadWrites;
import qingshan.proof.compact.Fingerprint;
import qingshan.proof.identity.Definition;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;
import qingshan.proof.offence.OffenceFound;
import qingshan.rules.Command;
import qingshan.rules.Commands;
import qingshan.rules.Decisions;
import qingshan.rules.Event;
import qingshan.rules.Refusal;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.batch.BatchEntry;
import qingshan.rules.batch.BatchEvent;
import qingshan.rules.batch.BatchRules;
import qingshan.rules.batch.ImportRun;
import qingshan.rules.batch.Outcome;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.lot.Holding;
import qingshan.rules.lot.Holds;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.Recording;
import qingshan.rules.origin.Certificate;
import qingshan.rules.origin.Entitlement;
import qingshan.rules.origin.Grant;
import qingshan.rules.origin.Inspection;
import qingshan.rules.origin.Plot;
import qingshan.rules.pack.Product;
import qingshan.rules.party.Card;
import qingshan.rules.party.Market;
import qingshan.rules.party.Party;
import qingshan.rules.party.Witnessing;
import qingshan.rules.policy.Edition;
import qingshan.rules.state.Keys;

/** Reads what a valid transaction holds, strictly: each value in the one form that the ledger writes. */
public final class Parser {
    /** The one chaincode of the channel; its name is the namespace of the state. */
    public static final String CHAINCODE = "qingshan";

    /** Where peers look, with each transaction, which definition of the chaincode is in force. */
    private static final Set<String> SYSTEM = Set.of(Definition.LIFECYCLE, "lscc");

    private static final int ARGUMENTS = 1;

    private Parser() {}

    /**
     * Reads a transaction.
     *
     * @throws OffenceFound {@link Kind#COMMAND}, {@link Kind#EVENTS}, {@link Kind#ANSWER} or {@link Kind#WRITES}
     */
    public static Parsed parse(long block, LedgerTransaction transaction) {
        Kind at = Kind.COMMAND;
        try {
            if (!transaction.chaincode().equals(CHAINCODE)) {
                throw new IllegalArgumentException("the chaincode is " + transaction.chaincode());
            }
            if (transaction.arguments().size() != ARGUMENTS) {
                throw new IllegalArgumentException("a command is one JSON text");
            }
            JsonObject json = json(transaction.arguments().getFirst());
            Command command = command(transaction, json);
            Act act = command == null || command instanceof BatchCommand ? null : act(command, json);
            at = Kind.EVENTS;
            Told told = Told.of(transaction);
            at = Kind.COMMAND;
            List<@Nullable Act> entries =
                    command instanceof BatchCommand.RecordBatch batch ? entries(batch, told.events()) : List.of();
            at = Kind.ANSWER;
            JsonObject answer = json(transaction.response());
            at = Kind.WRITES;
            Map<String, Fingerprint> fingerprints = new HashMap<>();
            Map<String, @Nullable Record> writes = writes(transaction, told, fingerprints);
            return new Parsed(command, json, act, entries, told.events(), answer, writes, fingerprints);
        } catch (Refusal | IllegalArgumentException e) {
            throw new OffenceFound(new Offence(
                    at, block, transaction.index(), transaction.id(), null, String.valueOf(e.getMessage())));
        }
    }

    private static @Nullable Command command(LedgerTransaction transaction, JsonObject json) {
        String type = transaction.command();
        // a query that somebody had recorded: it may not have changed anything
        return type.startsWith("Read") ? null : Commands.read(type, json);
    }

    static JsonObject json(ByteString bytes) {
        if (!bytes.isValidUtf8()) {
            throw new IllegalArgumentException("not UTF-8");
        }
        return JsonParser.stored(bytes.toByteArray());
    }

    private static Act act(Command command, JsonObject json) {
        return new Act(command, null, command instanceof Recording r ? Said.of(r.kind(), json) : null);
    }

    /** Only entries that were taken must be readable: a batch may hold what was refused for its form. */
    private static List<@Nullable Act> entries(BatchCommand.RecordBatch batch, List<Event> events) {
        List<@Nullable Act> acts = new ArrayList<>();
        if (events.isEmpty() || !(events.getLast() instanceof BatchEvent.BatchRecorded recorded)) {
            return acts;
        }
        List<Outcome> outcomes = recorded.outcomes();
        for (int i = 0; i < batch.entries().size(); i++) {
            BatchEntry entry = batch.entries().get(i);
            JsonObject command = entry.command();
            boolean taken = i < outcomes.size() && outcomes.get(i).code().equals(Outcome.ACCEPTED);
            acts.add(taken && command != null ? act(Records.read(command, Command.class), command) : null);
        }
        return acts;
    }

    private static Map<String, @Nullable Record> writes(
            LedgerTransaction transaction, Told told, Map<String, Fingerprint> fingerprints) {
        Map<String, @Nullable Record> writes = new LinkedHashMap<>();
        for (ReadWrites set : transaction.namespaces()) {
            if (!set.namespace().equals(CHAINCODE) && (set.changes() || !SYSTEM.contains(set.namespace()))) {
                throw new IllegalArgumentException("it touches the namespace " + set.namespace());
            }
            for (ReadWrites.Write write : set.writes()) {
                ByteString bytes = write.value();
                Record value = bytes == null ? null : value(write.key(), bytes, told);
                writes.put(write.key(), value);
                if (bytes != null && value instanceof LedgerRecord) {
                    fingerprints.put(write.key(), Fingerprint.of(bytes));
                }
            }
        }
        return writes;
    }

    private static Record value(String key, ByteString bytes, Told told) {
        JsonObject tree;
        try {
            tree = JsonParser.canonical(bytes.toByteArray());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the value of " + Keys.shown(key) + " is not canonical JSON", e);
        }
        // most records are written as the event tells them, and so need not be made a second time
        LedgerRecord same = told.record(key, tree);
        return same != null ? same : Records.read(tree, type(key, tree));
    }

    private static Class<? extends Record> type(String key, JsonObject value) {
        String[] parts = Keys.parts(key);
        return switch (parts[0]) {
            case "command" -> Decisions.Executed.class;
            case "party" -> Party.class;
            case "market" -> Market.class;
            case "card" -> ofCard(parts, value);
            case "grant" -> Grant.class;
            case "consent" -> Words.Given.class;
            case "dispute" -> Words.Disputed.class;
            case "opening" -> Makings.Declared.class;
            case "serials" -> ofSerials(parts);
            case "plot" -> Plot.class;
            case "claim" -> Rights.Claim.class;
            case "policy" -> Edition.class;
            case "certificate" -> Certificate.class;
            case "record" -> LedgerRecord.class;
            case "holding" -> Holding.class;
            case "hold" -> Mark.class;
            case "child" -> Holds.Part.class;
            case "inspection" -> Inspection.class;
            case "product" -> Product.Registered.class;
            case "import" -> ImportRun.class;
            case "batch" -> BatchRules.Recorded.class;
            default -> throw new IllegalArgumentException("the ledger has no key like " + Keys.shown(key));
        };
    }

    private static Class<? extends Record> ofSerials(String[] parts) {
        return switch (parts.length > 2 ? parts[2] : "") {
            case "s" -> Labels.Counts.class;
            case "c" -> Labels.Chunk.class;
            case "t" -> Labels.Fated.class;
            default -> throw new IllegalArgumentException("serials have no key like " + String.join("/", parts));
        };
    }

    private static Class<? extends Record> ofCard(String[] parts, JsonObject value) {
        return switch (parts.length > 2 ? parts[2] : "") {
            case "r" -> Card.class;
            case "s" -> Entitlement.class;
            // under the first signer's counter lies the record, under another's its name
            case "n" -> value.get("body") != null ? LedgerRecord.class : Witnessing.Used.class;
            default -> throw new IllegalArgumentException("a card has no key like " + String.join("/", parts));
        };
    }
}
