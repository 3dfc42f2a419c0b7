/** What an audit can find, by name and place. */
@NullMarked
package qingshan.proof.offence;

import org.jspecify.annotations.NullMarked;
