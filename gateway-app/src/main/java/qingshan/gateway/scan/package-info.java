/** What a shopper sees of a pack. */
@NullMarked
package qingshan.gateway.scan;

import org.jspecify.annotations.NullMarked;
