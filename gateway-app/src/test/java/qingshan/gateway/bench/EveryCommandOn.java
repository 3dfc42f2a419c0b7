package qingshan.gateway.bench;

import qingshan.gateway.ledger.Ledger;

/** Sends every command in its plainest case to a ledger that takes them all. */
public final class EveryCommandOn {
    private EveryCommandOn() {}

    /** All but those of imports. */
    public static void send(Ledger ledger) {
        EveryCommand.count(rules -> ledger);
    }
}
