package qingshan.gateway.fabric;

import java.time.Duration;

/**
 * What a ledger on Fabric does not go beyond.
 *
 * @param inFlight commands and questions at a time; a peer takes 500 calls at a time from all its clients
 * @param queue how long one may wait to be among them
 * @param evaluate until a peer has answered a question
 * @param endorse until the endorsers have answered
 * @param submit until an orderer has answered
 * @param commit from the first try to send a transaction until its fate must be known, or is called unknown
 * @param settle how long an orderer that was sent a transaction may keep it before it stands in a block, and how long orderers
 *     are asked again that refuse one
 * @param keepAlive of a silent connection; peers end those that ask more often than once a minute
 * @param away how long a peer or endorser that did not answer is passed over
 */
public record Limits(
        int inFlight,
        Duration queue,
        Duration evaluate,
        Duration endorse,
        Duration submit,
        Duration commit,
        Duration settle,
        Duration keepAlive,
        Duration away) {
    /** Those of a gateway. */
    public static final Limits STANDARD = new Limits(
            200,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofMinutes(4),
            Duration.ofSeconds(65),
            Duration.ofSeconds(5));
}
