/** The contract origin. */
@NullMarked
package qingshan.contracts.origin;

import org.jspecify.annotations.NullMarked;
