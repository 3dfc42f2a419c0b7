/** What tests of the rules share with tests of other modules: cards that sign, a counting state, one story of examples. */
@NullMarked
package qingshan.rules.testing;

import org.jspecify.annotations.NullMarked;
