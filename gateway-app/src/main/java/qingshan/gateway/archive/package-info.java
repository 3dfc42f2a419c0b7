/** Files of several parts: a ZIP whose first part says what it is, and whose last one holds the digests of all. */
@NullMarked
package qingshan.gateway.archive;

import org.jspecify.annotations.NullMarked;
