package qingshan.contracts.card;

import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;
import qingshan.contracts.Queries;
import qingshan.contracts.Transactions;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.card.CardCommand;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.Name;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/**
 * Trade cards: issue, slips, losses, reversals, disputes; imports. A method is named as its command and takes one JSON string; see {@link CardCommand}.
 */
@Contract(name = "card")
public final class CardContract implements ContractInterface {
    /** What ReadCard asks for. */
    record ReadCard(Id card) {}

    /** What ReadHoldings asks for. */
    record ReadHoldings(Id card, Name season, Text product, Text grade) {}

    /** What ReadRecord asks for. */
    record ReadRecord(RecordName record) {}

    /** What ReadDispute asks for. */
    record ReadDispute(RecordName slip) {}

    /** What ReadRun asks for. */
    record ReadRun(Digest run) {}

    /** What ReadBatch asks for. */
    record ReadBatch(Digest batch) {}

    /** {@link CardCommand.IssueCard}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String IssueCard(Context context, String json) {
        return Transactions.submit(context, CardCommand.IssueCard.class, json);
    }

    /** {@link CardCommand.ReissueCard}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String ReissueCard(Context context, String json) {
        return Transactions.submit(context, CardCommand.ReissueCard.class, json);
    }

    /** {@link CardCommand.SetSignedOnly}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String SetSignedOnly(Context context, String json) {
        return Transactions.submit(context, CardCommand.SetSignedOnly.class, json);
    }

    /** {@link CardCommand.RecordSlip}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RecordSlip(Context context, String json) {
        return Transactions.submit(context, CardCommand.RecordSlip.class, json);
    }

    /** {@link CardCommand.RecordLoss}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RecordLoss(Context context, String json) {
        return Transactions.submit(context, CardCommand.RecordLoss.class, json);
    }

    /** {@link CardCommand.ReverseSlip}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String ReverseSlip(Context context, String json) {
        return Transactions.submit(context, CardCommand.ReverseSlip.class, json);
    }

    /** {@link CardCommand.DisputeSlip}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String DisputeSlip(Context context, String json) {
        return Transactions.submit(context, CardCommand.DisputeSlip.class, json);
    }

    /** {@link CardCommand.SettleDispute}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String SettleDispute(Context context, String json) {
        return Transactions.submit(context, CardCommand.SettleDispute.class, json);
    }

    /** {@link BatchCommand.OpenRun}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String OpenRun(Context context, String json) {
        return Transactions.submit(context, BatchCommand.OpenRun.class, json);
    }

    /** {@link BatchCommand.RecordBatch}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RecordBatch(Context context, String json) {
        return Transactions.submit(context, BatchCommand.RecordBatch.class, json);
    }

    /** Reads one key. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadCard(Context context, String json) {
        return Queries.one(context, json, ReadCard.class, q -> Keys.card(q.card()));
    }

    /** Reads the keys below one. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadHoldings(Context context, String json) {
        return Queries.below(
                context, json, ReadHoldings.class, q -> Keys.holdings(q.card(), q.season(), q.product(), q.grade()));
    }

    /** Reads one key. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadRecord(Context context, String json) {
        return Queries.one(context, json, ReadRecord.class, q -> Keys.record(q.record()));
    }

    /** Reads one key. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadDispute(Context context, String json) {
        return Queries.one(context, json, ReadDispute.class, q -> Keys.dispute(q.slip()));
    }

    /** Reads one key. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadRun(Context context, String json) {
        return Queries.one(context, json, ReadRun.class, q -> Keys.run(q.run()));
    }

    /** Reads one key. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadBatch(Context context, String json) {
        return Queries.one(context, json, ReadBatch.class, q -> Keys.batch(q.batch()));
    }
}
