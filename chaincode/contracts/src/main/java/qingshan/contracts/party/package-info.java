/** The contract party. */
@NullMarked
package qingshan.contracts.party;

import org.jspecify.annotations.NullMarked;
