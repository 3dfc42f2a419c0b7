/**
 * The one way to a ledger, whichever it is: {@link qingshan.gateway.ledger.Ledger}.
 *
 * <p>Nothing here knows how a ledger keeps its state.
 */
@NullMarked
package qingshan.gateway.ledger;

import org.jspecify.annotations.NullMarked;
