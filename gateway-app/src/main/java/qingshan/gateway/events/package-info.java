/** Tells those who listen what happens: blocks as their rows come, and how far long work is. */
@NullMarked
package qingshan.gateway.events;

import org.jspecify.annotations.NullMarked;
