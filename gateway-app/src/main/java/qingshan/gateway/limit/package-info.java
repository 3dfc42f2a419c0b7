/** How much one address and one member of staff may ask in a time. */
@NullMarked
package qingshan.gateway.limit;

import org.jspecify.annotations.NullMarked;
