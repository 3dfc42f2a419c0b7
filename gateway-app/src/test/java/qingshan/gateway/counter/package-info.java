/** Tests of the counter, over real HTTP and in a real browser. */
@NullMarked
package qingshan.gateway.counter;

import org.jspecify.annotations.NullMarked;
