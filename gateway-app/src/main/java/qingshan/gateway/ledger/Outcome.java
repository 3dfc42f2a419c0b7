package qingshan.gateway.ledger;

import org.jspecify.annotations.Nullable;

/** What came of a {@link Command}. */
public sealed interface Outcome {

    /**
     * It is on the ledger, valid, for good.
     *
     * @param txId 64 lower-case hex digits
     * @param block the number of the block that holds it
     * @param json the contract's result, canonical JSON
     */
    record Committed(String txId, long block, String json) implements Outcome {}

    /**
     * It is known to have changed nothing.
     *
     * @param code why: the contracts' code, or the ledger's own ({@link Refusals})
     * @param detail canonical JSON object
     * @param txId of the invalid transaction that is on the ledger, or null if there is none
     */
    record Rejected(String code, String detail, @Nullable String txId) implements Outcome {}

    /**
     * Nobody can say yet whether it is on the ledger: neither tell the user it is done nor that it is not.
     *
     * @param txId what to ask for when the ledger is back
     * @param reason one sentence
     */
    record Unknown(String txId, String reason) implements Outcome {}
}
