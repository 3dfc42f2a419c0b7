package qingshan.gateway.ledger;

/** What came of a {@link Query}. */
public sealed interface Answer {

    /**
     * The contract answered.
     *
     * @param json its result, canonical JSON
     */
    record Found(String json) implements Answer {}

    /**
     * The contract refused to answer.
     *
     * @param code why, as the contracts name it
     * @param detail canonical JSON object
     */
    record Refused(String code, String detail) implements Answer {}
}
