/**
 * The read model: {@link qingshan.gateway.follower.Follower} turns blocks into rows of the schema {@code read}, from the
 * blocks alone and the private data that came with them. {@link qingshan.gateway.follower.Projection} says which event
 * makes which rows; the tables are described in {@code docs/reference/read-model.md}.
 */
@NullMarked
package qingshan.gateway.follower;

import org.jspecify.annotations.NullMarked;
