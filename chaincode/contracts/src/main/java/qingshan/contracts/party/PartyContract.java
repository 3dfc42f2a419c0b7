package qingshan.contracts.party;

import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;
import qingshan.contracts.Queries;
import qingshan.contracts.Transactions;
import qingshan.rules.consent.ConsentCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Id;

/**
 * Parties, markets and their scales, card keys. A method is named as its command and takes one JSON string; see {@link PartyCommand}.
 */
@Contract(name = "party")
public final class PartyContract implements ContractInterface {
    /** What ReadParty asks for. */
    record ReadParty(Id party) {}

    /** What ReadConsents asks for. */
    record ReadConsents(Id party) {}

    /** What ReadMarket asks for. */
    record ReadMarket(Id market) {}

    /** {@link PartyCommand.RegisterParty}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RegisterParty(Context context, String json) {
        return Transactions.submit(context, PartyCommand.RegisterParty.class, json);
    }

    /** {@link PartyCommand.RegisterMarket}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RegisterMarket(Context context, String json) {
        return Transactions.submit(context, PartyCommand.RegisterMarket.class, json);
    }

    /** {@link PartyCommand.RegisterScale}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RegisterScale(Context context, String json) {
        return Transactions.submit(context, PartyCommand.RegisterScale.class, json);
    }

    /** {@link PartyCommand.RetireScale}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RetireScale(Context context, String json) {
        return Transactions.submit(context, PartyCommand.RetireScale.class, json);
    }

    /** {@link PartyCommand.AddKey}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String AddKey(Context context, String json) {
        return Transactions.submit(context, PartyCommand.AddKey.class, json);
    }

    /** {@link PartyCommand.RotateKey}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RotateKey(Context context, String json) {
        return Transactions.submit(context, PartyCommand.RotateKey.class, json);
    }

    /** {@link PartyCommand.RevokeKey}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String RevokeKey(Context context, String json) {
        return Transactions.submit(context, PartyCommand.RevokeKey.class, json);
    }

    /** {@link ConsentCommand.GrantConsent}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String GrantConsent(Context context, String json) {
        return Transactions.submit(context, ConsentCommand.GrantConsent.class, json);
    }

    /** {@link ConsentCommand.WithdrawConsent}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String WithdrawConsent(Context context, String json) {
        return Transactions.submit(context, ConsentCommand.WithdrawConsent.class, json);
    }

    /** Reads the keys below one. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadConsents(Context context, String json) {
        return Queries.below(context, json, ReadConsents.class, q -> Keys.consents(q.party()));
    }

    /** Reads one key. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadParty(Context context, String json) {
        return Queries.one(context, json, ReadParty.class, q -> Keys.party(q.party()));
    }

    /** Reads one key. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadMarket(Context context, String json) {
        return Queries.one(context, json, ReadMarket.class, q -> Keys.market(q.market()));
    }
}
