package qingshan.gateway.follower;

import com.google.protobuf.ByteString;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.json.Json;
import qingshan.rules.value.Day;
import qingshan.rules.value.LedgerTime;

/**
 * A row of the read model. The components of each are the columns of its table, in any order but with the key first; the
 * columns' meaning stands in {@code docs/reference/read-model.md}.
 */
public sealed interface Row {
    /** How many of its first columns are its key, where that is not the first alone. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Key {
        /** So many. */
        int value();
    }

    /** The value of a column, as the read model names it. */
    default @Nullable Object value(String column) {
        return Table.of(getClass()).value(this, column);
    }

    /** A block. */
    record BlockRow(long number, ByteString hash, int transactions, int valid) implements Row {}

    /** A transaction, valid or not. */
    @Key(2)
    record TransactionRow(
            long block, int tx, String txId, int code, String function, String mspId, LedgerTime recordedAt)
            implements Row {}

    /** A party. */
    record PartyRow(String party, String kind, @Nullable String village, String commitment, String basis, String mspId)
            implements Row {}

    /** A market. */
    record MarketRow(String market, String name, String mspId) implements Row {}

    /** A scale of a market. */
    @Key(2)
    record ScaleRow(String market, String scale, boolean retired) implements Row {}

    /** A card. */
    record CardRow(
            String card,
            String account,
            String party,
            String basis,
            String mspId,
            boolean signedOnly,
            @Nullable LedgerTime lostAt,
            @Nullable String replacedBy)
            implements Row {
        CardRow signedOnly(boolean only) {
            return new CardRow(card, account, party, basis, mspId, only, lostAt, replacedBy);
        }

        CardRow lost(LedgerTime at, String by) {
            return new CardRow(card, account, party, basis, mspId, signedOnly, at, by);
        }
    }

    /** A consent in force, until it ends. */
    @Key(3)
    record ConsentRow(
            String party, String scope, String reader, String purpose, LedgerTime until, String witness, String record)
            implements Row {}

    /** A disputed slip. */
    record DisputeRow(
            String slip,
            String card,
            String record,
            String reason,
            LedgerTime since,
            @Nullable String outcome,
            @Nullable String settlement,
            @Nullable LedgerTime settledAt)
            implements Row {
        DisputeRow settled(String how, String why, LedgerTime at) {
            return new DisputeRow(slip, card, record, reason, since, how, why, at);
        }
    }

    /** A chunk of a run's serials. */
    @Key(2)
    record ChunkRow(String run, long first, long count, String root, String record) implements Row {}

    /** Serials of a run that are void, or on packs that left. */
    @Key(2)
    record StretchRow(String run, long first, long last, String fate, String record, LedgerTime occurredAt)
            implements Row {}

    /** A key of a card. */
    @Key(2)
    record CardKeyRow(
            String card,
            int key,
            String algorithm,
            LedgerTime addedAt,
            @Nullable LedgerTime revokedAt,
            @Nullable String reason)
            implements Row {
        CardKeyRow revoked(LedgerTime at, String why) {
            return new CardKeyRow(card, key, algorithm, addedAt, at, why);
        }
    }

    /** An edition of a policy. */
    @Key(3)
    record PolicyRow(
            String kind,
            String name,
            int version,
            String hash,
            Day effectiveFrom,
            String source,
            String status,
            String basis,
            String mspId,
            LedgerTime publishedAt,
            Json document)
            implements Row {}

    /** A plot. */
    record PlotRow(
            String plot,
            String party,
            long area,
            @Nullable String cultivar,
            @Nullable String village,
            String basis,
            String mspId)
            implements Row {}

    /** An entitlement in force. */
    @Key(2)
    record EntitlementRow(
            String card, String season, List<String> plots, long granted, long used, String basis, int policyVersion)
            implements Row {
        EntitlementRow used(long more) {
            return new EntitlementRow(card, season, plots, granted, used + more, basis, policyVersion);
        }
    }

    /** An approval of an entitlement. */
    @Key(3)
    record ApprovalRow(
            String card, String season, String level, List<String> plots, String mspId, LedgerTime approvedAt)
            implements Row {}

    /** A commitment certificate. */
    @Key(3)
    record CertificateRow(
            String promisor,
            String season,
            String number,
            String product,
            long grams,
            long used,
            Day issuedOn,
            @Nullable String origin,
            @Nullable String promise,
            String basis)
            implements Row {
        CertificateRow used(long more) {
            return new CertificateRow(
                    promisor, season, number, product, grams, used + more, issuedOn, origin, promise, basis);
        }
    }

    /** Something that moved grams. */
    record RecordRow(
            String name,
            String kind,
            @Nullable String season,
            @Nullable String number,
            @Nullable String seller,
            @Nullable String buyer,
            @Nullable String maker,
            @Nullable String product,
            @Nullable String grade,
            long grams,
            LedgerTime occurredAt,
            LedgerTime recordedAt,
            boolean recordedLater,
            boolean adopted,
            String witness,
            @Nullable String market,
            @Nullable String scale,
            String mspId,
            @Nullable String certificate,
            @Nullable String sample,
            @Nullable String reason,
            @Nullable String reverses,
            @Nullable String reversedBy,
            @Nullable Integer policyVersion,
            String digest,
            long block,
            int tx)
            implements Row {
        /** The same, of a season and reversed by a record; either may be left as it is with null. */
        RecordRow with(@Nullable String otherSeason, @Nullable String by) {
            return new RecordRow(
                    name,
                    kind,
                    otherSeason == null ? season : otherSeason,
                    number,
                    seller,
                    buyer,
                    maker,
                    product,
                    grade,
                    grams,
                    occurredAt,
                    recordedAt,
                    recordedLater,
                    adopted,
                    witness,
                    market,
                    scale,
                    mspId,
                    certificate,
                    sample,
                    reason,
                    reverses,
                    by == null ? reversedBy : by,
                    policyVersion,
                    digest,
                    block,
                    tx);
        }
    }

    /** Grams of a lot that a record took from one receipt. */
    @Key(2)
    record PartRow(
            String record,
            int ord,
            String lot,
            long grams,
            String witness,
            String fromRecord,
            int fromOrd,
            int fromRank,
            LedgerTime fromAt)
            implements Row {}

    /** A lot. */
    record LotRow(String lot, String maker, String season, String product, String grade, long grams) implements Row {}

    /** Grams of a lot in a lot or run. */
    @Key(2)
    record LotParentRow(String child, String parent, long grams) implements Row {}

    /** A run of packing. */
    record RunRow(String record, String lot, String gtin, long packGrams, long packs) implements Row {}

    /** What is left of a receipt. */
    @Key(2)
    record HoldingRow(
            String record,
            int ord,
            String card,
            String season,
            String product,
            String grade,
            String lot,
            long grams,
            String witness,
            int rank,
            LedgerTime receivedAt)
            implements Row {
        HoldingRow grams(long other) {
            return new HoldingRow(record, ord, card, season, product, grade, lot, other, witness, rank, receivedAt);
        }
    }

    /** A freeze or recall of a lot or run. */
    @Key(5)
    record HoldRow(
            String lot,
            String kind,
            String inspection,
            long block,
            int tx,
            String subject,
            String reason,
            @Nullable String advice,
            String mspId,
            LedgerTime since,
            @Nullable LedgerTime until,
            @Nullable String releaseReason)
            implements Row {
        HoldRow released(LedgerTime at, String why) {
            return new HoldRow(lot, kind, inspection, block, tx, subject, reason, advice, mspId, since, at, why);
        }
    }

    /** An inspection. */
    record InspectionRow(
            String inspection,
            String lot,
            String kind,
            String laboratory,
            @Nullable String sample,
            String verdict,
            String reportHash,
            LedgerTime occurredAt,
            String mspId)
            implements Row {}

    /** A tested item. */
    @Key(2)
    record InspectionItemRow(
            String inspection, int ord, String name, String method, String limit, String result, boolean passed)
            implements Row {}

    /** A product. */
    record ProductRow(
            String gtin,
            String maker,
            @Nullable String name,
            @Nullable String englishName,
            @Nullable String teaClass,
            long netGrams,
            @Nullable String standard,
            @Nullable String shelfLifeMonths,
            @Nullable String licence,
            @Nullable String telephone,
            String basis,
            String mspId)
            implements Row {}

    /** An import. */
    record ImportRunRow(String run, String market, String season, Json files, int next, LedgerTime openedAt)
            implements Row {
        ImportRunRow next(int other) {
            return new ImportRunRow(run, market, season, files, other, openedAt);
        }
    }

    /** What became of a row of an import. */
    @Key(3)
    record OutcomeRow(
            String run,
            int batch,
            int ord,
            String table,
            long line,
            String number,
            String code,
            @Nullable Json detail,
            String decidedBy)
            implements Row {}

    /** Price and amount of a slip. */
    record PriceRow(String record, long amountFen, long priceFenPerKg, String salt) implements Row {}
}
