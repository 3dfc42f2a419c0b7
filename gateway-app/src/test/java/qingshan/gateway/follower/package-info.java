/** The follower's tests, and the ledger on which they and others tell stories. */
@NullMarked
package qingshan.gateway.follower;

import org.jspecify.annotations.NullMarked;
