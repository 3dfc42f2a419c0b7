package qingshan.gateway.ledger;

/**
 * One transaction to evaluate.
 *
 * @param actor who asks
 * @param contract the contract's name, such as {@code card}
 * @param transaction the name of the contract's transaction
 * @param json the one argument
 */
public record Query(Actor actor, String contract, String transaction, String json) {}
