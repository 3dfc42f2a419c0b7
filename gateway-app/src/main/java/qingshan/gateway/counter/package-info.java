/** The market counter: one trade on one screen, its slips, its day, its scales. */
@NullMarked
package qingshan.gateway.counter;

import org.jspecify.annotations.NullMarked;
