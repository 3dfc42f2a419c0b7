/** What is kept of millions of things: digests and numbers, and no object for each. */
@NullMarked
package qingshan.proof.compact;

import org.jspecify.annotations.NullMarked;
