/** How commands on the same machine speak with the running gateway. */
@NullMarked
package qingshan.gateway.operator;

import org.jspecify.annotations.NullMarked;
