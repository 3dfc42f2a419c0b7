/** Policies: what is in force, and the publishing of the next edition. */
@NullMarked
package qingshan.gateway.policy;

import org.jspecify.annotations.NullMarked;
