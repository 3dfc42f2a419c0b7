package qingshan.rules.lot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.json.JsonObject;
import qingshan.rules.policy.PolicyRef;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;
import qingshan.rules.value.Witness;

/**
 * What holders or a market stand behind, as the ledger keeps it, under its {@link RecordName}.
 *
 * @param kind what it is about
 * @param body as it was signed or attested
 * @param accounts of the cards concerned, in the order in which they sign; absent where each card is its own account
 * @param digest of the signed form; for a slip, the slip's id
 * @param taken which grams it took from whose receipts, in order
 * @param lot the lot it made, or absent
 * @param certificate the number of the seller's certificate that it debited, or absent
 * @param policy the edition it was decided by
 * @param witness who stands behind it
 * @param mspId who submitted it
 * @param recordedAt the transaction's time
 * @param reversedBy the record that reversed it, or absent
 */
public record LedgerRecord(
        RecordKind kind,
        JsonObject body,
        @Nullable List<Id> accounts,
        Digest digest,
        List<Move> taken,
        @Nullable LotInfo lot,
        @Nullable Text certificate,
        @Nullable PolicyRef policy,
        Witness witness,
        String mspId,
        LedgerTime recordedAt,
        @Nullable RecordName reversedBy) {

    /** The record of a name, or null if there is none. */
    public static @Nullable LedgerRecord find(State state, RecordName name) {
        byte[] value = state.get(Keys.record(name));
        // a counter of a signer who is not the first holds no record
        return value == null || !startsAsRecord(value)
                ? null
                : Values.load(state, Keys.record(name), LedgerRecord.class);
    }

    /** The same, reversed. */
    public LedgerRecord reversed(RecordName by) {
        return new LedgerRecord(
                kind, body, accounts, digest, taken, lot, certificate, policy, witness, mspId, recordedAt, by);
    }

    /**
     * The account of a card concerned.
     *
     * @param index in the order in which the cards sign
     * @param card as the body names it
     */
    public Id account(int index, Id card) {
        return accounts == null ? card : accounts.get(index);
    }

    private static boolean startsAsRecord(byte[] value) {
        // canonical JSON sorts its members: a record begins with its accounts or its body, a used counter with its
        // record
        return value.length > 2 && value[2] != 'r';
    }
}
