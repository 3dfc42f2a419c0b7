package qingshan.gateway.ledger;

import java.util.Map;

/**
 * One transaction to submit.
 *
 * @param actor who submits it
 * @param contract the contract's name, such as {@code card}
 * @param transaction the name of the contract's transaction
 * @param json the one argument; it goes on the ledger as it is
 * @param secret the transient map: reaches the contract and never the ledger
 */
public record Command(Actor actor, String contract, String transaction, String json, Map<String, byte[]> secret) {

    public Command {
        secret = Map.copyOf(secret);
    }

    /** A command without private input. */
    public Command(Actor actor, String contract, String transaction, String json) {
        this(actor, contract, transaction, json, Map.of());
    }
}
