/** What a monitor reads. */
@NullMarked
package qingshan.gateway.metrics;

import org.jspecify.annotations.NullMarked;
