/** Drives random commands against the contracts on the embedded ledger and against a plain model, and compares. */
@NullMarked
package qingshan.model;

import org.jspecify.annotations.NullMarked;
