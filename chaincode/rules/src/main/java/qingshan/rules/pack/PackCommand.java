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

/** Commands on products, processing, blending and packing. */
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
}
