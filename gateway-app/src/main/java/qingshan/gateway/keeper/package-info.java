/** Keeps what a long-running program needs of a home going: database, ledger, read model. */
@NullMarked
package qingshan.gateway.keeper;

import org.jspecify.annotations.NullMarked;
