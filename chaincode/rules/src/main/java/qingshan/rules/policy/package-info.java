/** Policies: versioned documents of numbers, never edited, only superseded. */
@NullMarked
package qingshan.rules.policy;

import org.jspecify.annotations.NullMarked;
