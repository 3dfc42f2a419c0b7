/** Parties, markets and their scales, card keys, and who stands behind a record. */
@NullMarked
package qingshan.rules.party;

import org.jspecify.annotations.NullMarked;
