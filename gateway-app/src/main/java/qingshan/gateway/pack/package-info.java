/** Serials on packs: issued, void, dispatched, and which pack one stands for. */
@NullMarked
package qingshan.gateway.pack;

import org.jspecify.annotations.NullMarked;
