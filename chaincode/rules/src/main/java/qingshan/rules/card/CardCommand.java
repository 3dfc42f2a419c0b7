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

/** Commands on trade cards: issue, trade, loss and reversal. */
public sealed interface CardCommand extends Command {
    /** Gives a party a card. */
    record IssueCard(@Nullable CommandId id, LedgerTime occurredAt, Id card, Id party) implements CardCommand {}

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
