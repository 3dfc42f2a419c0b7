/** Labels: of packs, for which a market's clerk issues serials run by run, and of cards. */
@NullMarked
package qingshan.gateway.runs;

import org.jspecify.annotations.NullMarked;
