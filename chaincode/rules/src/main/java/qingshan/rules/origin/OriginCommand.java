package qingshan.rules.origin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.Command;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.RecordKind;
import qingshan.rules.lot.Recording;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.value.Area;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Day;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Lists;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Commands on plots, entitlements, harvests, certificates, inspections, freezes and recalls. */
public sealed interface OriginCommand extends Command {
    /** Registers a plot; an importer adopts it, and may correct what was only adopted. */
    record RegisterPlot(
            @Nullable CommandId id,
            LedgerTime occurredAt,
            Id plot,
            Id party,
            Area area,
            @Nullable Text cultivar,
            @Nullable Text village)
            implements OriginCommand {}

    /** Takes over a party's entitlement from a market's records. */
    record AdoptEntitlement(@Nullable CommandId id, LedgerTime occurredAt, Id card, Name season, List<Id> plots)
            implements OriginCommand {
        /** Bounds the plots. */
        public AdoptEntitlement {
            plots = Lists.bounded("plots", plots, 1, Bounds.PLOTS_MAX);
        }
    }

    /** The village proposes a party's entitlement. */
    record ProposeEntitlement(CommandId id, LedgerTime occurredAt, Id card, Name season, List<Id> plots)
            implements OriginCommand {
        /** Bounds the plots. */
        public ProposeEntitlement {
            plots = Lists.bounded("plots", plots, 1, Bounds.PLOTS_MAX);
        }
    }

    /** The town approves what the village proposed. */
    record ApproveByTown(CommandId id, LedgerTime occurredAt, Id card, Name season) implements OriginCommand {}

    /** The county approves what the town approved, and so grants it. */
    record ApproveByCounty(CommandId id, LedgerTime occurredAt, Id card, Name season) implements OriginCommand {}

    /** A card harvests from its own entitlement into its own hands. */
    record RecordHarvest(@Nullable CommandId id, Harvest harvest, List<SignatureValue> signatures)
            implements OriginCommand, Recording {
        @Override
        public RecordKind kind() {
            return RecordKind.HARVEST;
        }

        @Override
        public JsonObject body() {
            return Records.write(harvest, Harvest.class);
        }

        @Override
        public Witnesses witnesses() {
            return harvest.witnesses();
        }

        @Override
        public LedgerTime occurredAt() {
            return harvest.occurredAt();
        }
    }

    /**
     * What a grower signs. The product is the season's leaf.
     *
     * @param card the grower's
     */
    record Harvest(Name season, Id card, Text grade, Grams grams, LedgerTime occurredAt, Witnesses witnesses) {
        /** Refuses nothing at all. */
        public Harvest {
            grams.positive("grams");
        }
    }

    /** A holder declares what was there before the ledger kept count. */
    record RecordOpeningStock(@Nullable CommandId id, OpeningStock stock, List<SignatureValue> signatures)
            implements OriginCommand, Recording {
        @Override
        public RecordKind kind() {
            return RecordKind.OPENING_STOCK;
        }

        @Override
        public JsonObject body() {
            return Records.write(stock, OpeningStock.class);
        }

        @Override
        public Witnesses witnesses() {
            return stock.witnesses();
        }

        @Override
        public LedgerTime occurredAt() {
            return stock.occurredAt();
        }
    }

    /** Somebody promises that tea meets the standard. */
    record IssueCertificate(@Nullable CommandId id, Promise promise, List<SignatureValue> signatures)
            implements OriginCommand {
        @Override
        public LedgerTime occurredAt() {
            return promise.occurredAt();
        }
    }

    /**
     * What a promisor signs.
     *
     * @param basis own control, own test or commissioned test, in the words of the certificate
     */
    record Promise(
            Name season,
            Text number,
            Id promisor,
            Text product,
            Grams grams,
            Day issuedOn,
            @Nullable Text origin,
            @Nullable Text basis,
            LedgerTime occurredAt,
            Witnesses witnesses) {
        /** Refuses nothing at all. */
        public Promise {
            grams.positive("grams");
        }
    }

    /** Records a laboratory's report on a lot. The command's id is the inspection's. */
    record RecordInspection(
            CommandId id,
            LedgerTime occurredAt,
            RecordName lot,
            Text kind,
            Id laboratory,
            @Nullable Text sample,
            List<Inspection.Item> items,
            Inspection.Verdict verdict,
            Digest reportHash)
            implements OriginCommand {
        /** Bounds the items. */
        public RecordInspection {
            items = Lists.bounded("items", items, 1, Bounds.ITEMS_MAX);
        }
    }

    /** Keeps an inspected lot back, and all that derives from it. */
    record Freeze(CommandId id, LedgerTime occurredAt, RecordName lot, CommandId inspection, Note reason)
            implements OriginCommand {}

    /** Lifts one inspection's freeze. */
    record Release(CommandId id, LedgerTime occurredAt, RecordName lot, CommandId inspection, Note reason)
            implements OriginCommand {}

    /**
     * Recalls a lot or run and all that derives from it, for good.
     *
     * @param signature the maker's; absent where the authority recalls
     */
    record Recall(
            CommandId id, RecallNotice notice, @Nullable SignatureValue signature) implements OriginCommand {
        @Override
        public LedgerTime occurredAt() {
            return notice.occurredAt();
        }
    }

    /**
     * What a recalling maker signs.
     *
     * @param subject the lot or run
     * @param advice what those who hold it should do
     * @param signer the maker's counter; absent where the authority recalls
     */
    record RecallNotice(
            RecordName subject,
            Note reason,
            Note advice,
            LedgerTime occurredAt,
            @Nullable Counter signer) {}
}
