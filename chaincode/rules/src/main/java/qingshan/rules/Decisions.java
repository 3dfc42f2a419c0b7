package qingshan.rules;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.rules.authority.Authorization;
import qingshan.rules.authority.Endorsement;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.batch.BatchRules;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.CardRules;
import qingshan.rules.consent.ConsentCommand;
import qingshan.rules.consent.ConsentRules;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.Keeper;
import qingshan.rules.lot.RecordKeeping;
import qingshan.rules.lot.Recording;
import qingshan.rules.lot.Row;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.origin.OriginRules;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.PackRules;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyRules;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.policy.PolicyRules;
import qingshan.rules.state.Keys;
import qingshan.rules.state.Overlay;
import qingshan.rules.state.ReadCache;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.LedgerTime;

/**
 * The one way in: reads a command strictly, authorizes it, decides it and writes what is left after all. It needs no
 * Fabric, so a gateway, a bank or an auditor can decide the same again.
 */
public final class Decisions {
    /** The private collection of prices and amounts. */
    public static final String PRICES = "prices";

    private final State base;
    private final Submitter submitter;
    private final LedgerTime recordedAt;
    private final TreeMap<Integer, Opening> openings = new TreeMap<>();
    private final TreeMap<String, Json> accepted = new TreeMap<>();

    private Decisions(State base, Submitter submitter, LedgerTime recordedAt) {
        this.base = base;
        this.submitter = submitter;
        this.recordedAt = recordedAt;
    }

    /**
     * What a command that has an id answered.
     *
     * @param digest of the command
     * @param answer of the command
     */
    public record Executed(Digest digest, JsonObject answer) {}

    /**
     * Decides one command and writes its effects to the state.
     *
     * @param state of the transaction; every read stays in its read set
     * @param type the command's simple name
     * @param json the command
     * @param submitter from the certificate
     * @param recordedAt the transaction's timestamp
     * @param openings the private input: from the entry's index ({@code "0"} for a single command) to {@link Opening}
     * @throws Refusal and nothing is written
     */
    public static Decision decide(
            State state,
            String type,
            JsonObject json,
            Submitter submitter,
            LedgerTime recordedAt,
            JsonObject openings) {
        return new Decisions(state, submitter, recordedAt).decide(type, json, openings);
    }

    private Decision decide(String type, JsonObject json, JsonObject secret) {
        Command command = Commands.read(type, json);
        readOpenings(
                secret,
                command instanceof BatchCommand.RecordBatch batch
                        ? batch.entries().size()
                        : 1);
        Authorization.check(command, submitter);
        ReadCache reads = new ReadCache(base);
        Overlay overlay = new Overlay(reads);
        CommandId id = command.id();
        Digest digest = Digest.of(json.with("type", type));
        if (id != null) {
            Executed before = Values.load(overlay, Keys.command(id), Executed.class);
            if (before != null) {
                if (!before.digest().equals(digest)) {
                    throw new Refusal(
                            Code.COMMAND_ID_REUSED, JsonObject.of("field", "id").with("id", id.value()));
                }
                return new Decision(before.answer(), List.of());
            }
        }
        Decision decision = command instanceof BatchCommand batch
                ? decideBatch(overlay, reads, batch, json)
                : decide(overlay, command, 0, null);
        if (id != null) {
            Values.save(overlay, Keys.command(id), new Executed(digest, decision.answer()));
        }
        if (!accepted.isEmpty()) {
            overlay.collection(PRICES)
                    .put(Keys.prices(pricesOf(command, decision)), CanonicalJson.bytes(new JsonObject(accepted)));
        }
        if (Endorsement.isOfItsSubmitter(type) && !overlay.isEmpty()) {
            overlay.collection(Endorsement.collection(submitter.mspId())).delete(Keys.endorsed());
        }
        overlay.writeTo(base);
        return decision;
    }

    private static String pricesOf(Command command, Decision decision) {
        if (command instanceof BatchCommand.RecordBatch batch) {
            return batch.batch().value();
        }
        String record = decision.answer().text("record");
        if (record == null) {
            throw new IllegalStateException("a price without its record");
        }
        return record;
    }

    private Decision decideBatch(Overlay overlay, ReadCache reads, BatchCommand batch, JsonObject json) {
        // a batch sent again carries the time of that sending: its identity is what it says of the rows
        TreeMap<String, Json> timeless = new TreeMap<>(json.members());
        timeless.remove("occurredAt");
        Call call = new Call(submitter, recordedAt, null);
        return BatchRules.decide(
                overlay, reads, batch, Digest.of(new JsonObject(timeless)), call, (state, entry, index, row) -> {
                    Command command = Commands.readEntry(entry);
                    Authorization.check(command, submitter);
                    if (command instanceof BatchCommand) {
                        throw Refusal.ofField(Code.BAD_VALUE, "type", "a batch holds no batch");
                    }
                    return decide(state, command, index, row);
                });
    }

    /** Whether its time is believed. */
    private void checkSkew(Command command) {
        long skew = Math.abs(recordedAt.epochMilli() - command.occurredAt().epochMilli());
        if (skew > Bounds.CLOCK_SKEW_MS_MAX && !submitter.is(Submitter.IMPORTER)) {
            throw new Refusal(
                    Code.CLOCK_SKEW,
                    JsonObject.of("field", "occurredAt")
                            .with("recordedAt", recordedAt.value())
                            .with("skewMs", skew)
                            .with("skewMsMax", Bounds.CLOCK_SKEW_MS_MAX));
        }
    }

    private Decision decide(State state, Command command, int index, @Nullable Row row) {
        Opening opening = openings.get(index);
        if (opening != null && !(command instanceof CardCommand.RecordSlip)) {
            throw Refusal.ofField(Code.UNKNOWN_FIELD, "private." + index, "only a slip has a price");
        }
        Call call = new Call(submitter, recordedAt, opening);
        RecordKeeping keeping = command instanceof Recording recording
                ? new RecordKeeping(state, call, recording, command.id(), row)
                : null;
        // what was answered once is answered again, however late it comes
        Decision repeated = keeping == null ? null : keeping.repeated();
        if (repeated != null) {
            return repeated;
        }
        checkSkew(command);
        Keeper keeper = () -> Objects.requireNonNull(keeping);
        Decision decision = switch (command) {
            case PartyCommand c -> PartyRules.decide(state, c, call);
            case ConsentCommand c -> ConsentRules.decide(state, c, keeper);
            case PolicyCommand c -> PolicyRules.decide(state, c, call);
            case OriginCommand c -> OriginRules.decide(state, c, call, keeper);
            case CardCommand c -> CardRules.decide(state, c, call, keeper);
            case PackCommand c -> PackRules.decide(state, c, call, keeper);
            case BatchCommand _ -> throw new IllegalStateException("decided elsewhere");
        };
        if (command instanceof CardCommand.RecordSlip && !decision.events().isEmpty() && opening != null) {
            accepted.put(Integer.toString(index), Records.write(opening, Opening.class));
        }
        return decision;
    }

    private void readOpenings(JsonObject secret, int entries) {
        TreeMap<String, Json> rest = new TreeMap<>(secret.members());
        for (int i = 0; i < entries; i++) {
            Json json = rest.remove(Integer.toString(i));
            if (json != null) {
                openings.put(i, Records.read(json, Opening.class, "private." + i));
            }
        }
        if (!rest.isEmpty()) {
            throw Refusal.ofField(Code.UNKNOWN_FIELD, "private." + rest.firstKey(), "is no entry of this command");
        }
    }
}
