package qingshan.gateway.fabric;

import java.util.List;
import org.hyperledger.fabric.client.Transaction;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.LedgerException;

/** What came of asking for endorsements. Whatever it is, nothing was sent to be ordered. */
sealed interface Endorsing {
    /** All endorsed one and the same. */
    record Done(Transaction transaction) implements Endorsing {}

    /** All refused, for one and the same reason. */
    record Refused(Answer.Refused answer) implements Endorsing {}

    /** They do not say the same: one of them is behind, or altered. */
    record Disagreed() implements Endorsing {}

    /**
     * Some did not answer.
     *
     * @param endorsers the MSP ids of those
     */
    record Away(List<String> endorsers, LedgerException why) implements Endorsing {}

    /** Asking others would not help. */
    record Failed(LedgerException why) implements Endorsing {}
}
