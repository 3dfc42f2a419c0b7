/** The contract card. */
@NullMarked
package qingshan.contracts.card;

import org.jspecify.annotations.NullMarked;
