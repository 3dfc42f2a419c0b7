package qingshan.proof.invariant;

import org.jspecify.annotations.Nullable;
import qingshan.rules.Command;
import qingshan.rules.lot.Row;

/**
 * One command that was taken: a transaction's own, or that of a batch's entry.
 *
 * @param command what was asked
 * @param row from which it was adopted, or null
 * @param said what stands behind the record that it makes, or null if it makes none
 */
record Act(Command command, @Nullable Row row, @Nullable Said said) {
    /** The same of a command that makes a record. */
    Said recorded() {
        if (said == null) {
            throw new IllegalStateException(command.getClass() + " makes no record");
        }
        return said;
    }
}
