/** Drives random commands against the contracts and against a plain model, and compares. */
@NullMarked
package qingshan.model;

import org.jspecify.annotations.NullMarked;
