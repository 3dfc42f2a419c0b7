/**
 * Measures what {@code docs/operating/figures.md} shows: every figure beside what limits it, both sides of a ratio in one
 * run, on a throw-away home with a PostgreSQL of its own.
 */
@NullMarked
package qingshan.gateway.bench;

import org.jspecify.annotations.NullMarked;
