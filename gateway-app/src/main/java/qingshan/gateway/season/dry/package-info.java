/**
 * An import that changes nothing: the contracts' rules run over a throw-away overlay of the state, the rows of the read
 * model are made from their events, the report is read, and then everything is rolled back.
 */
@NullMarked
package qingshan.gateway.season.dry;

import org.jspecify.annotations.NullMarked;
