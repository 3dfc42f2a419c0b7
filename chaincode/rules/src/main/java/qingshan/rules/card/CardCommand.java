package qingshan.rules.card;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Command;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.RecordKind;
import qingshan.rules.lot.Recording;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/** Commands on trade cards: issue, trade, loss, reversal and dispute. */
public sealed interface CardCommand extends Command {
    /** Gives a party a card. */
    record IssueCard(@Nullable CommandId id, LedgerTime occurredAt, Id card, Id party) implements CardCommand {}

    /**
     * Puts a new card in the place of a lost one, whose keys are revoked.
     *
     * @param occurredAt since when the old card counts as lost
     */
    record ReissueCard(CommandId id, LedgerTime occurredAt, Id lost, Id card, Note reason) implements CardCommand {}

    /**
     * The holder lets nothing but signatures move the card's grams, or allows a market's word again.
     *
     * @param signature by the card, over the form {@code signed-only}
     */
    record SetSignedOnly(CommandId id, Wish wish, SignatureValue signature) implements CardCommand {
        @Override
        public LedgerTime occurredAt() {
            return wish.occurredAt();
        }
    }

    /** What the holder signs. */
    record Wish(boolean signedOnly, LedgerTime occurredAt, Counter signer) {}

    /** Records a slip. */
    record RecordSlip(@Nullable CommandId id, Slip slip, List<SignatureValue> signatures)
            implements CardCommand, Recording {
        @Override
        public LedgerTime occurredAt() {
            return slip.occurredAt();
        }

        @Override
        public RecordKind kind() {
            return RecordKind.SLIP;
        }

        @Override
        public JsonObject body() {
            return Records.write(slip, Slip.class);
        }

        @Override
        public Witnesses witnesses() {
            return slip.witnesses();
        }
    }

    /** Records that tea was lost: dried out, spoilt, drunk. */
    record RecordLoss(@Nullable CommandId id, Loss loss, List<SignatureValue> signatures)
            implements CardCommand, Recording {
        @Override
        public LedgerTime occurredAt() {
            return loss.occurredAt();
        }

        @Override
        public RecordKind kind() {
            return RecordKind.LOSS;
        }

        @Override
        public JsonObject body() {
            return Records.write(loss, Loss.class);
        }

        @Override
        public Witnesses witnesses() {
            return loss.witnesses();
        }
    }

    /** A holder says that a slip of theirs is wrong, or none of theirs. */
    record DisputeSlip(@Nullable CommandId id, Dispute dispute, List<SignatureValue> signatures)
            implements CardCommand, Recording {
        @Override
        public LedgerTime occurredAt() {
            return dispute.occurredAt();
        }

        @Override
        public RecordKind kind() {
            return RecordKind.DISPUTE;
        }

        @Override
        public JsonObject body() {
            return Records.write(dispute, Dispute.class);
        }

        @Override
        public Witnesses witnesses() {
            return dispute.witnesses();
        }
    }

    /** The registry settles a dispute, once. */
    record SettleDispute(CommandId id, LedgerTime occurredAt, RecordName slip, Dispute.Outcome outcome, Note reason)
            implements CardCommand {}

    /** Reverses a slip by a compensating one. */
    record ReverseSlip(@Nullable CommandId id, Reversal reversal, List<SignatureValue> signatures)
            implements CardCommand, Recording {
        @Override
        public LedgerTime occurredAt() {
            return reversal.occurredAt();
        }

        @Override
        public RecordKind kind() {
            return RecordKind.REVERSAL;
        }

        @Override
        public JsonObject body() {
            return Records.write(reversal, Reversal.class);
        }

        @Override
        public Witnesses witnesses() {
            return reversal.witnesses();
        }
    }
}
