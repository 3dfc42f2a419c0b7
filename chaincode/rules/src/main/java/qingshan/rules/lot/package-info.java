/** Lots and who holds them: receipts, taking oldest first, freezes and what derives from what. */
@NullMarked
package qingshan.rules.lot;

import org.jspecify.annotations.NullMarked;
