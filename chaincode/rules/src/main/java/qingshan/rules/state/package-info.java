/** The ledger's state as rules see it, the keys in it, and overlays over it. */
@NullMarked
package qingshan.rules.state;

import org.jspecify.annotations.NullMarked;
