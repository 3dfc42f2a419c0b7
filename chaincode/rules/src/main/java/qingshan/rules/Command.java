package qingshan.rules;

import org.jspecify.annotations.Nullable;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.card.CardCommand;
import qingshan.rules.consent.ConsentCommand;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.LedgerTime;

/** What somebody asks of the ledger. Each is a record of strict JSON; its simple name is the transaction's. */
public sealed interface Command
        permits PartyCommand, ConsentCommand, PolicyCommand, OriginCommand, CardCommand, PackCommand, BatchCommand {
    /**
     * The client-made id. Absent where something else makes the command count once: the row of a batch, the counter of a
     * signature, a batch's own id.
     */
    @Nullable
    CommandId id();

    /** When it happened. */
    LedgerTime occurredAt();
}
