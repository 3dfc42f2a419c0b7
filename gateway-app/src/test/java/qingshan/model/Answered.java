package qingshan.model;

import qingshan.model.plain.Sent;

/**
 * A command and what it was told.
 *
 * @param before the height when it was sent
 * @param after the height when the answer was there
 */
record Answered(Sent sent, long before, long after, SharedLedger.Reply reply) {
    static Answered by(SharedLedger ledger, Sent sent) {
        long before = ledger.height().block();
        SharedLedger.Reply reply = ledger.send(sent);
        // a block can be read a moment before the ledger counts it
        return new Answered(sent, before, ledger.height().block() + 1, reply);
    }
}
