package qingshan.rules.consent;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Command;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.RecordKind;
import qingshan.rules.lot.Recording;
import qingshan.rules.party.Consent;
import qingshan.rules.party.Withdrawal;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.LedgerTime;

/** Commands on consents. */
public sealed interface ConsentCommand extends Command {
    /** A holder lets somebody know what the ledger keeps to itself. */
    record GrantConsent(@Nullable CommandId id, Consent consent, List<SignatureValue> signatures)
            implements ConsentCommand, Recording {
        @Override
        public LedgerTime occurredAt() {
            return consent.occurredAt();
        }

        @Override
        public RecordKind kind() {
            return RecordKind.CONSENT;
        }

        @Override
        public JsonObject body() {
            return Records.write(consent, Consent.class);
        }

        @Override
        public Witnesses witnesses() {
            return consent.witnesses();
        }
    }

    /** A holder takes a consent back. */
    record WithdrawConsent(@Nullable CommandId id, Withdrawal withdrawal, List<SignatureValue> signatures)
            implements ConsentCommand, Recording {
        @Override
        public LedgerTime occurredAt() {
            return withdrawal.occurredAt();
        }

        @Override
        public RecordKind kind() {
            return RecordKind.WITHDRAWAL;
        }

        @Override
        public JsonObject body() {
            return Records.write(withdrawal, Withdrawal.class);
        }

        @Override
        public Witnesses witnesses() {
            return withdrawal.witnesses();
        }
    }
}
