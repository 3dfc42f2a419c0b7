/**
 * A season as a tea market exports it: reading the files, checking each row by itself, and making seasons of any size.
 * The format is described in {@code docs/reference/season-format.md}.
 */
@NullMarked
package qingshan.gateway.season;

import org.jspecify.annotations.NullMarked;
