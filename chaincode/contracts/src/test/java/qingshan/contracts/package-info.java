/** Tests of the chaincode process. The contracts are tested on the ledgers that run them. */
@NullMarked
package qingshan.contracts;

import org.jspecify.annotations.NullMarked;
