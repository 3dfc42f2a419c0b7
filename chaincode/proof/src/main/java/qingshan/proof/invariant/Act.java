package qingshan.proof.invariant;

import org.jspecify.annotations.Nullable;
import qingshan.rules.Command;
import qingshan.rules.lot.Row;

/**
 * One command that was taken: a transaction's own, or that of a batch's entry.
 *
 * @param command what was asked
 * @param row from which it was adopted, or null
 */
record Act(Command command, @Nullable Row row) {}
