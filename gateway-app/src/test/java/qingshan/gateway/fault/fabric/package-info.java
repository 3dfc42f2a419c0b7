/**
 * What becomes of commands when parts of a real Fabric network, or the gateway before it, are taken away: clients trade, a
 * fault strikes, and in the end every answer that a client was given is compared with the ledger and with the rows.
 */
@NullMarked
package qingshan.gateway.fault.fabric;

import org.jspecify.annotations.NullMarked;
