package qingshan.contracts.pack;

import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;
import qingshan.contracts.Queries;
import qingshan.contracts.Transactions;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.state.Keys;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/**
 * Products, processing, blending, packing and serials. A method is named as its command and takes one JSON string; see {@link PackCommand}.
 */
@Contract(name = "pack")
public final class PackContract implements ContractInterface {
    /** What ReadSerials asks for. */
    record ReadSerials(RecordName run) {}

    /** What ReadProduct asks for. */
    record ReadProduct(Text gtin) {}

    /** {@link PackCommand.RegisterProduct}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RegisterProduct(Context context, String json) {
        return Transactions.submit(context, PackCommand.RegisterProduct.class, json);
    }

    /** {@link PackCommand.RecordProcessing}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RecordProcessing(Context context, String json) {
        return Transactions.submit(context, PackCommand.RecordProcessing.class, json);
    }

    /** {@link PackCommand.RecordBlending}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RecordBlending(Context context, String json) {
        return Transactions.submit(context, PackCommand.RecordBlending.class, json);
    }

    /** {@link PackCommand.RecordPacking}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RecordPacking(Context context, String json) {
        return Transactions.submit(context, PackCommand.RecordPacking.class, json);
    }

    /** {@link PackCommand.IssueSerials}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String IssueSerials(Context context, String json) {
        return Transactions.submit(context, PackCommand.IssueSerials.class, json);
    }

    /** {@link PackCommand.VoidSerials}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String VoidSerials(Context context, String json) {
        return Transactions.submit(context, PackCommand.VoidSerials.class, json);
    }

    /** {@link PackCommand.DispatchPacks}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String DispatchPacks(Context context, String json) {
        return Transactions.submit(context, PackCommand.DispatchPacks.class, json);
    }

    /** Reads the keys below one. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadSerials(Context context, String json) {
        return Queries.below(context, json, ReadSerials.class, q -> Keys.allSerials(q.run()));
    }

    /** Reads one key. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadProduct(Context context, String json) {
        return Queries.one(
                context, json, ReadProduct.class, q -> Keys.product(q.gtin().value()));
    }
}
