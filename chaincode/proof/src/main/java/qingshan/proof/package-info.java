/** Proves from exported blocks alone what must hold on the ledger. */
@NullMarked
package qingshan.proof;

import org.jspecify.annotations.NullMarked;
