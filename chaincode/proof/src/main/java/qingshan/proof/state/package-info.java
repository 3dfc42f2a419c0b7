/** The replayed state and the flags that it gives. */
@NullMarked
package qingshan.proof.state;

import org.jspecify.annotations.NullMarked;
