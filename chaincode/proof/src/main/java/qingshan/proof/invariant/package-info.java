/**
 * What must always hold on the ledger, checked from its blocks alone. It shares the form of values with the rules and
 * none of their decisions: what a command must have done is worked out here a second time.
 */
@NullMarked
package qingshan.proof.invariant;

import org.jspecify.annotations.NullMarked;
