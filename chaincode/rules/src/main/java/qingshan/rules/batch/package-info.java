/** Imports: many rows decided in order in one transaction, one outcome each. */
@NullMarked
package qingshan.rules.batch;

import org.jspecify.annotations.NullMarked;
