/** The contract policy. */
@NullMarked
package qingshan.contracts.policy;

import org.jspecify.annotations.NullMarked;
