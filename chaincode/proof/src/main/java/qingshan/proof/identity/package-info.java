/** Certificates of organizations and the signatures made with them. */
@NullMarked
package qingshan.proof.identity;

import org.jspecify.annotations.NullMarked;
