/** Values of the ledger: checked when they are made, so that nothing else has to check them again. */
@NullMarked
package qingshan.rules.value;

import org.jspecify.annotations.NullMarked;
