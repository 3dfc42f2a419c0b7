/** Keeps all that cannot be made again in one file, and makes a home of it. */
@NullMarked
package qingshan.gateway.backup;

import org.jspecify.annotations.NullMarked;
