/** The file in which a ledger's blocks leave it. */
@NullMarked
package qingshan.proof.export;

import org.jspecify.annotations.NullMarked;
