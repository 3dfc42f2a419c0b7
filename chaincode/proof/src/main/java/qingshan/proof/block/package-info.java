/** Fabric's blocks as simple records, decoded strictly. */
@NullMarked
package qingshan.proof.block;

import org.jspecify.annotations.NullMarked;
