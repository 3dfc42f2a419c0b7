/** Tests of traces. */
@NullMarked
package qingshan.gateway.trace;

import org.jspecify.annotations.NullMarked;
