/** What the documents say of the rules is true. */
@NullMarked
package qingshan.rules.docs;

import org.jspecify.annotations.NullMarked;
