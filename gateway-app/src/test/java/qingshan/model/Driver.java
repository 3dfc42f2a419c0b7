package qingshan.model;

import java.util.Map;
import qingshan.model.plain.Sent;

/** A ledger to send commands to. */
interface Driver {
    /** What a ledger answered: ACCEPTED and the result, or why not and the detail; both canonical JSON. */
    record Reply(String code, String json) {}

    Reply send(Sent sent);

    /** All that the ledger's state comes to, as facts. */
    Map<String, String> facts();
}
