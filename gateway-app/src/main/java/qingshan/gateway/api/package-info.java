/** REST: every command of the contracts, every list, traces and reports, for programs of staff. */
@NullMarked
package qingshan.gateway.api;

import org.jspecify.annotations.NullMarked;
