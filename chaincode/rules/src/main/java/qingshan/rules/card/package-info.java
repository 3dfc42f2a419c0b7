/** Trade cards 溯源卡: slips, losses, reversals. */
@NullMarked
package qingshan.rules.card;

import org.jspecify.annotations.NullMarked;
