package qingshan.rules.policy;

import org.jspecify.annotations.Nullable;
import qingshan.rules.Command;
import qingshan.rules.json.JsonObject;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Day;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;

/** Commands on policies. */
public sealed interface PolicyCommand extends Command {
    /**
     * Publishes the next edition of a policy.
     *
     * @param version one more than the newest edition's; 1 for the first
     * @param document by the schema of the kind
     */
    record PublishPolicy(
            @Nullable CommandId id,
            LedgerTime occurredAt,
            PolicyKind kind,
            Name name,
            int version,
            Day effectiveFrom,
            Note source,
            PolicyStatus status,
            JsonObject document)
            implements PolicyCommand {}
}
