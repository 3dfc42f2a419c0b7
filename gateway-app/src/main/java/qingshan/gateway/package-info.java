/** The gateway: one ledger interface, the embedded ledger behind it, the read model, and the commands of operators. */
@NullMarked
package qingshan.gateway;

import org.jspecify.annotations.NullMarked;
