/** Strict, canonical JSON and the records that are written in it. */
@NullMarked
package qingshan.rules.json;

import org.jspecify.annotations.NullMarked;
