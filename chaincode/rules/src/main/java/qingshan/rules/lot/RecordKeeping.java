package qingshan.rules.lot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Call;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Event;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.party.Card;
import qingshan.rules.party.SignedForm;
import qingshan.rules.party.Witnesses;
import qingshan.rules.party.Witnessing;
import qingshan.rules.policy.PolicyRef;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;
import qingshan.rules.value.Witness;

/** Names, witnesses and keeps the record that one command makes. */
public final class RecordKeeping {
    private final State state;
    private final Call call;
    private final Recording recording;
    private final @Nullable CommandId id;
    private final @Nullable Row row;
    private final JsonObject body;
    private final byte[] form;
    private final Digest digest;

    /**
     * @param id of a single command, or null
     * @param row of a batch's entry, or null
     */
    public RecordKeeping(State state, Call call, Recording recording, @Nullable CommandId id, @Nullable Row row) {
        this.state = state;
        this.call = call;
        this.recording = recording;
        this.id = id;
        this.row = row;
        this.body = recording.body();
        this.form = SignedForm.of(Records.kebab(recording.kind()), body);
        this.digest = Digest.of(form);
    }

    /** The SHA-256 of the signed form; for a slip, its id. */
    public Digest digest() {
        return digest;
    }

    /**
     * The answer that the same signed body got before, or null if it is new. Reads what is needed of the signers' cards
     * ahead, in one range each.
     */
    public @Nullable Decision repeated() {
        Witnesses witnesses = recording.witnesses();
        for (Counter counter : witnesses.signers()) {
            Witnessing.readAhead(state, counter);
        }
        if (!witnesses.signed()) {
            return null;
        }
        RecordName name = RecordName.signed(witnesses.signers().getFirst());
        LedgerRecord record = LedgerRecord.find(state, name);
        return record == null || !record.digest().equals(digest) ? null : Decision.of(answer(name));
    }

    /**
     * Names the record and checks who stands behind it.
     *
     * @param cards those concerned, in the order in which they must sign
     */
    public Witnessed witnessed(List<Card> cards) {
        RecordName name = name();
        Witnesses witnesses = recording.witnesses();
        if (recording.kind().weighed() && row == null && !witnesses.signed() && witnesses.scale() == null) {
            throw Refusal.ofField(
                    Code.MISSING_FIELD, "witnesses.scale", "what a market weighs, one of its scales weighed");
        }
        if (!witnesses.signed() && state.get(Keys.record(name)) != null) {
            throw new Refusal(Code.ALREADY_RECORDED, JsonObject.of("record", name.value()));
        }
        Witness witness = Witnessing.check(state, call, form, witnesses, recording.signatures(), cards);
        return new Witnessed(name, witness, cards);
    }

    /**
     * A record's name and who stands behind it.
     *
     * @param name under which it will be kept
     * @param witness of this record alone
     * @param cards those concerned
     */
    public record Witnessed(RecordName name, Witness witness, List<Card> cards) {
        @Nullable
        List<Id> accounts() {
            boolean own = cards.stream().allMatch(card -> card.account().equals(card.card()));
            return own ? null : cards.stream().map(Card::account).toList();
        }
    }

    /**
     * Keeps the record; the decision is what the command answers.
     *
     * @param taken what it took
     * @param lot what it made, or null
     * @param certificate which certificate it debited, or null
     * @param policy by which edition it was decided, or null
     * @param more what else happened
     */
    public Decision keep(
            Witnessed witnessed,
            List<Move> taken,
            @Nullable LotInfo lot,
            @Nullable Text certificate,
            @Nullable PolicyRef policy,
            Event... more) {
        LedgerRecord record = new LedgerRecord(
                recording.kind(),
                body,
                witnessed.accounts(),
                digest,
                taken,
                lot,
                certificate,
                policy,
                witnessed.witness(),
                call.submitter().mspId(),
                call.recordedAt(),
                null);
        Values.save(state, Keys.record(witnessed.name()), record);
        Event[] events = new Event[more.length + 1];
        events[0] = new LotEvent.Recorded(witnessed.name(), record);
        System.arraycopy(more, 0, events, 1, more.length);
        return Decision.of(answer(witnessed.name()), events);
    }

    private JsonObject answer(RecordName name) {
        return JsonObject.of("record", name.value()).with("digest", digest.value());
    }

    private RecordName name() {
        Witnesses witnesses = recording.witnesses();
        if (witnesses.signed()) {
            return RecordName.signed(witnesses.signers().getFirst());
        }
        if (row != null) {
            if (!row.market().equals(witnesses.market())) {
                throw Refusal.ofField(Code.NOT_OWNER, "witnesses.market", "is not the market of the batch");
            }
            // else one row could count twice, under two names
            if (!row.table().equals(recording.kind().table())) {
                throw Refusal.ofField(Code.BAD_VALUE, "table", "has no rows that are such records");
            }
            if (!row.season().value().equals(body.text("season"))) {
                throw Refusal.ofField(Code.BAD_VALUE, "season", "is not the season of the import");
            }
            return RecordName.row(row.market(), row.season(), row.table(), row.number());
        }
        if (id == null) {
            throw Refusal.ofField(Code.MISSING_FIELD, "id", "is needed where no card signs");
        }
        return RecordName.command(id);
    }
}
