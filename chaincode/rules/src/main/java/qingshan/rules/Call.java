package qingshan.rules;

import org.jspecify.annotations.Nullable;
import qingshan.rules.value.LedgerTime;

/**
 * The circumstances of one command.
 *
 * @param submitter who submitted the transaction
 * @param recordedAt the transaction's timestamp
 * @param opening the private price and amount that came with the command, or null
 */
public record Call(
        Submitter submitter,
        LedgerTime recordedAt,
        @Nullable Opening opening) {
    /** The same circumstances with another opening. */
    public Call with(@Nullable Opening other) {
        return new Call(submitter, recordedAt, other);
    }
}
