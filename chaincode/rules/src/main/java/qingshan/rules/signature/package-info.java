/** Holders' signatures, by algorithm name, verified through one interface. */
@NullMarked
package qingshan.rules.signature;

import org.jspecify.annotations.NullMarked;
