package qingshan.rules.pack;

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
import qingshan.rules.value.LedgerTime;

/** Commands on products, processing, blending, packing and serials. */
public sealed interface PackCommand extends Command {
    /** Registers a product; an importer adopts it, and may correct what was only adopted. */
    record RegisterProduct(@Nullable CommandId id, LedgerTime occurredAt, Product product) implements PackCommand {}

    /** Records that leaf became made tea. */
    record RecordProcessing(@Nullable CommandId id, Processing processing, List<SignatureValue> signatures)
            implements PackCommand, Recording {
        @Override
        public LedgerTime occurredAt() {
            return processing.occurredAt();
        }

        @Override
        public RecordKind kind() {
            return RecordKind.PROCESSING;
        }

        @Override
        public JsonObject body() {
            return Records.write(processing, Processing.class);
        }

        @Override
        public Witnesses witnesses() {
            return processing.witnesses();
        }
    }

    /** Records that lots became one. */
    record RecordBlending(@Nullable CommandId id, Blending blending, List<SignatureValue> signatures)
            implements PackCommand, Recording {
        @Override
        public LedgerTime occurredAt() {
            return blending.occurredAt();
        }

        @Override
        public RecordKind kind() {
            return RecordKind.BLENDING;
        }

        @Override
        public JsonObject body() {
            return Records.write(blending, Blending.class);
        }

        @Override
        public Witnesses witnesses() {
            return blending.witnesses();
        }
    }

    /** Records a packing run. */
    record RecordPacking(@Nullable CommandId id, Packing packing, List<SignatureValue> signatures)
            implements PackCommand, Recording {
        @Override
        public LedgerTime occurredAt() {
            return packing.occurredAt();
        }

        @Override
        public RecordKind kind() {
            return RecordKind.PACKING;
        }

        @Override
        public JsonObject body() {
            return Records.write(packing, Packing.class);
        }

        @Override
        public Witnesses witnesses() {
            return packing.witnesses();
        }
    }

    /** Issues a chunk of serials to a run, before its labels are printed. */
    record IssueSerials(@Nullable CommandId id, Serials serials, List<SignatureValue> signatures)
            implements PackCommand, Recording {
        @Override
        public LedgerTime occurredAt() {
            return serials.occurredAt();
        }

        @Override
        public RecordKind kind() {
            return RecordKind.SERIALS;
        }

        @Override
        public JsonObject body() {
            return Records.write(serials, Serials.class);
        }

        @Override
        public Witnesses witnesses() {
            return serials.witnesses();
        }
    }

    /** Makes serials void whose labels were spoilt; a reprint takes new ones. */
    record VoidSerials(@Nullable CommandId id, Voiding voiding, List<SignatureValue> signatures)
            implements PackCommand, Recording {
        @Override
        public LedgerTime occurredAt() {
            return voiding.occurredAt();
        }

        @Override
        public RecordKind kind() {
            return RecordKind.VOIDING;
        }

        @Override
        public JsonObject body() {
            return Records.write(voiding, Voiding.class);
        }

        @Override
        public Witnesses witnesses() {
            return voiding.witnesses();
        }
    }

    /** Says that packs have left the packer: from then on their labels count. */
    record DispatchPacks(@Nullable CommandId id, Dispatch dispatch, List<SignatureValue> signatures)
            implements PackCommand, Recording {
        @Override
        public LedgerTime occurredAt() {
            return dispatch.occurredAt();
        }

        @Override
        public RecordKind kind() {
            return RecordKind.DISPATCH;
        }

        @Override
        public JsonObject body() {
            return Records.write(dispatch, Dispatch.class);
        }

        @Override
        public Witnesses witnesses() {
            return dispatch.witnesses();
        }
    }
}
