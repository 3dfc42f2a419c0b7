package qingshan.contracts.origin;

import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;
import qingshan.contracts.Queries;
import qingshan.contracts.Transactions;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Id;
import qingshan.rules.value.Name;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/**
 * Plots, entitlements, harvests, certificates, inspections, freezes and recalls. A method is named as its command and takes one JSON string; see {@link OriginCommand}.
 */
@Contract(name = "origin")
public final class OriginContract implements ContractInterface {
    /** What ReadEntitlement asks for. */
    record ReadEntitlement(Id card, Name season) {}

    /** What ReadCertificate asks for. */
    record ReadCertificate(Id promisor, Name season, Text number) {}

    /** What ReadHolds asks for. */
    record ReadHolds(RecordName lot) {}

    /** {@link OriginCommand.RegisterPlot}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RegisterPlot(Context context, String json) {
        return Transactions.submit(context, OriginCommand.RegisterPlot.class, json);
    }

    /** {@link OriginCommand.AdoptEntitlement}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String AdoptEntitlement(Context context, String json) {
        return Transactions.submit(context, OriginCommand.AdoptEntitlement.class, json);
    }

    /** {@link OriginCommand.ProposeEntitlement}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String ProposeEntitlement(Context context, String json) {
        return Transactions.submit(context, OriginCommand.ProposeEntitlement.class, json);
    }

    /** {@link OriginCommand.ApproveByTown}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String ApproveByTown(Context context, String json) {
        return Transactions.submit(context, OriginCommand.ApproveByTown.class, json);
    }

    /** {@link OriginCommand.ApproveByCounty}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String ApproveByCounty(Context context, String json) {
        return Transactions.submit(context, OriginCommand.ApproveByCounty.class, json);
    }

    /** {@link OriginCommand.RecordHarvest}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RecordHarvest(Context context, String json) {
        return Transactions.submit(context, OriginCommand.RecordHarvest.class, json);
    }

    /** {@link OriginCommand.RecordOpeningStock}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RecordOpeningStock(Context context, String json) {
        return Transactions.submit(context, OriginCommand.RecordOpeningStock.class, json);
    }

    /** {@link OriginCommand.IssueCertificate}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String IssueCertificate(Context context, String json) {
        return Transactions.submit(context, OriginCommand.IssueCertificate.class, json);
    }

    /** {@link OriginCommand.RecordInspection}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RecordInspection(Context context, String json) {
        return Transactions.submit(context, OriginCommand.RecordInspection.class, json);
    }

    /** {@link OriginCommand.Freeze}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String Freeze(Context context, String json) {
        return Transactions.submit(context, OriginCommand.Freeze.class, json);
    }

    /** {@link OriginCommand.Release}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String Release(Context context, String json) {
        return Transactions.submit(context, OriginCommand.Release.class, json);
    }

    /** {@link OriginCommand.Recall}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String Recall(Context context, String json) {
        return Transactions.submit(context, OriginCommand.Recall.class, json);
    }

    /** Reads one key. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadEntitlement(Context context, String json) {
        return Queries.one(context, json, ReadEntitlement.class, q -> Keys.entitlement(q.card(), q.season()));
    }

    /** Reads one key. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadCertificate(Context context, String json) {
        return Queries.one(
                context, json, ReadCertificate.class, q -> Keys.certificate(q.promisor(), q.season(), q.number()));
    }

    /** Reads the keys below one. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadHolds(Context context, String json) {
        return Queries.below(context, json, ReadHolds.class, q -> Keys.holds(q.lot()));
    }
}
