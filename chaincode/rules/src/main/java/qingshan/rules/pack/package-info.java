/** Products, processing, blending and packing. */
@NullMarked
package qingshan.rules.pack;

import org.jspecify.annotations.NullMarked;
