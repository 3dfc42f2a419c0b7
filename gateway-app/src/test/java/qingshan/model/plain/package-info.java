/**
 * A simple model of the ledger and a generator of commands: plain maps, arithmetic and JSON of its own. It imports nothing
 * of the project, so that it can be wrong in other ways than the rules.
 */
@NullMarked
package qingshan.model.plain;

import org.jspecify.annotations.NullMarked;
