/** The contract pack. */
@NullMarked
package qingshan.contracts.pack;

import org.jspecify.annotations.NullMarked;
