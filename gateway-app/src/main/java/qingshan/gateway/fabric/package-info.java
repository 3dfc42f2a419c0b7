/**
 * A ledger on a Hyperledger Fabric network: {@link qingshan.gateway.fabric.FabricLedger}.
 *
 * <p>The organization's own peers carry everything; which organizations endorse is always named.
 */
@NullMarked
package qingshan.gateway.fabric;

import org.jspecify.annotations.NullMarked;
