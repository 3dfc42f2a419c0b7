/** Consents 同意: what holders let others know. */
@NullMarked
package qingshan.rules.consent;

import org.jspecify.annotations.NullMarked;
