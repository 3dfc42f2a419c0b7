/**
 * Seasons of any size that look like a real market's: invented people and villages, real habits, hours, prices and mess.
 * One seed gives the same bytes on every machine.
 */
@NullMarked
package qingshan.gateway.season.demo;

import org.jspecify.annotations.NullMarked;
