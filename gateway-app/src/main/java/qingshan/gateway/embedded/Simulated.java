package qingshan.gateway.embedded;

import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.ledger.Answer;

/** What came of running a contract against committed state. */
sealed interface Simulated {

    /** It answered. */
    record Done(String result, ReadWriteSet set, @Nullable ChaincodeEvent event) implements Simulated {}

    /** It refused. */
    record Refused(Answer.Refused answer) implements Simulated {}
}
