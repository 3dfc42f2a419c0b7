package qingshan.proof.invariant;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.Hashes;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.block.ReadWrites;
import qingshan.proof.compact.Fingerprint;
import qingshan.proof.compact.Table;
import qingshan.proof.identity.Identity;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.OffenceFound;
import qingshan.rules.Bounds;
import qingshan.rules.Command;
import qingshan.rules.Decisions;
import qingshan.rules.Submitter;
import qingshan.rules.authority.Authorization;
import qingshan.rules.authority.Endorsement;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.Recording;
import qingshan.rules.state.Keys;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.RecordName;

/**
 * Follows valid transactions in order and finds the first that breaks what must always hold. For each it works out, from
 * the command, the events and what came before, every key that must have been written and its value, and compares: what
 * nothing explains is an offence.
 */
public final class Invariants {
    private static final ReadWrites.HashedWrite MARKED =
            new ReadWrites.HashedWrite(Hashes.sha256(ByteString.copyFromUtf8(Keys.endorsed())), null);

    private final Acts acts = new Acts();
    private final Batches batches = new Batches(acts.registers());
    /** By id, what was asked and answered. */
    private final Table commands = new Table(2);

    private long events;

    /** Domain events followed so far. */
    public long events() {
        return events;
    }

    /**
     * Follows one valid transaction.
     *
     * @param creator who submitted it
     * @param signatures to which the holders' signatures are added that are still to be verified
     * @throws OffenceFound the first offence
     */
    public void follow(
            long block,
            LedgerTransaction transaction,
            Parsed parsed,
            Identity creator,
            List<HolderSignature> signatures) {
        Transit transit = new Transit(block, transaction, parsed, submitter(creator), signatures);
        Command command = parsed.command();
        if (command != null) {
            follow(transit, command, parsed);
        }
        transit.noMoreEvents();
        acts.stock().balance(transit);
        transit.expected().compare(transit, parsed.writes());
        privately(transit, transaction, command);
        events += parsed.events().size();
    }

    private void follow(Transit transit, Command command, Parsed parsed) {
        authorized(transit, command);
        CommandId id = command.id();
        if (id == null) {
            act(transit, command, parsed);
            return;
        }
        Digest digest = Digest.of(parsed.json().with("type", command.getClass().getSimpleName()));
        Decisions.Executed executed = new Decisions.Executed(digest, parsed.answer());
        Fingerprint key = Fingerprint.of(id.value());
        Fingerprint now = Fingerprint.of(ByteString.copyFrom(Records.bytes(executed, Decisions.Executed.class)));
        Fingerprint before = Fingerprint.in(commands.get(key));
        if (before != null) {
            transit.must(before.equals(now), Kind.COMMAND_ID, id, "the id was used for another command or answer");
            return;
        }
        commands.put(key, now.high(), now.low());
        transit.expected().create(Keys.command(id), executed);
        act(transit, command, parsed);
    }

    private void act(Transit transit, Command command, Parsed parsed) {
        switch (command) {
            case BatchCommand.OpenRun c -> batches.open(transit, c, parsed.answer());
            case BatchCommand.RecordBatch c ->
                batches.record(transit, c, parsed, act -> {
                    authorized(transit, act.command());
                    follow(transit, act);
                });
            default -> {
                Act act = Objects.requireNonNull(parsed.act());
                follow(transit, act);
                if (command instanceof Recording recording) {
                    answer(transit, act, recording, parsed.answer());
                }
            }
        }
    }

    /** What was answered once is answered again, however late it comes. */
    private void follow(Transit transit, Act act) {
        if (!(act.command() instanceof Recording recording) || !acts.records().isRepeated(act, recording)) {
            inTime(transit, act.command());
        }
        acts.follow(transit, act);
    }

    private static void authorized(Transit transit, Command command) {
        String name = command.getClass().getSimpleName();
        Submitter submitter = transit.submitter();
        boolean allowed = Authorization.LINES.stream()
                .anyMatch(line -> line.command().equals(name)
                        && line.mspId().equals(submitter.mspId())
                        && submitter.attributes().contains(line.attribute()));
        transit.must(allowed, Kind.NOT_AUTHORIZED, name, () -> "no line of the table allows it to " + submitter);
    }

    private static void inTime(Transit transit, Command command) {
        if (!transit.submitter().adopts()) {
            long skew = Math.abs(
                    transit.recordedAt().epochMilli() - command.occurredAt().epochMilli());
            transit.must(
                    skew <= Bounds.CLOCK_SKEW_MS_MAX,
                    Kind.OCCURRED_AT,
                    command.getClass().getSimpleName(),
                    () -> "it happened " + skew + " ms from when it was recorded");
        }
    }

    /** A record is answered by its name and digest, whether it is new or came before. */
    private void answer(Transit transit, Act act, Recording recording, JsonObject answer) {
        RecordName name = acts.records().name(transit, act, recording.witnesses());
        JsonObject should =
                JsonObject.of("digest", act.recorded().digest().value()).with("record", name.value());
        transit.must(answer.equals(should), Kind.ANSWER, name, () -> "it should be " + should);
    }

    /**
     * Price and amount of slips are kept in one private value for each command or batch. What an organization answers for may
     * bear its mark, which asks peers for its endorsement. Nothing else is private.
     */
    private static void privately(Transit transit, LedgerTransaction transaction, @Nullable Command command) {
        List<ReadWrites.HashedWrite> prices = new ArrayList<>();
        for (ReadWrites set : transaction.namespaces()) {
            for (ReadWrites.Collection collection : set.collections()) {
                if (collection.name().equals(Decisions.PRICES)) {
                    prices.addAll(collection.writes());
                } else {
                    mark(transit, collection, command);
                }
            }
        }
        openings(transit, prices, command);
    }

    private static void mark(Transit transit, ReadWrites.Collection collection, @Nullable Command command) {
        transit.must(
                command != null
                        && Endorsement.isOfItsSubmitter(command.getClass().getSimpleName())
                        && collection
                                .name()
                                .equals(Endorsement.collection(
                                        transit.submitter().mspId())),
                Kind.PRIVATE,
                collection.name(),
                "there is no such collection, or not for this command");
        transit.must(
                collection.reads().isEmpty() && collection.writes().equals(List.of(MARKED)),
                Kind.PRIVATE,
                collection.name(),
                "it is no mark");
    }

    private static void openings(Transit transit, List<ReadWrites.HashedWrite> writes, @Nullable Command command) {
        RecordName slip = transit.slip();
        if (slip == null) {
            transit.must(writes.isEmpty(), Kind.PRIVATE, null, "something private was written, and no slip was taken");
            return;
        }
        String of = command instanceof BatchCommand.RecordBatch batch
                ? batch.batch().value()
                : slip.value();
        ByteString key = Hashes.sha256(ByteString.copyFromUtf8(Keys.prices(of)));
        transit.must(
                writes.size() == 1
                        && writes.getFirst().keyHash().equals(key)
                        && writes.getFirst().valueHash() != null,
                Kind.PRIVATE,
                of,
                "price and amount are not kept under the command");
    }

    private static Submitter submitter(Identity creator) {
        List<String> attributes = new ArrayList<>();
        String role = creator.attributes().get("role");
        if (role != null) {
            attributes.add(role);
        }
        for (String flag : Authorization.FLAGS) {
            if ("true".equals(creator.attributes().get(flag))) {
                attributes.add(flag);
            }
        }
        return new Submitter(creator.mspId(), attributes);
    }
}
