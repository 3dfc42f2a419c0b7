/** The proof of one pack: that its serial was issued to a run, checked against an export. */
@NullMarked
package qingshan.proof.pack;

import org.jspecify.annotations.NullMarked;
