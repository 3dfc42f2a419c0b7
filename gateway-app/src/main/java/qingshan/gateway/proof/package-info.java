/** Exports of the ledger's blocks, and what an audit of one says to people. */
@NullMarked
package qingshan.gateway.proof;

import org.jspecify.annotations.NullMarked;
